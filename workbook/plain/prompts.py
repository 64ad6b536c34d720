"""One plain prompt for each kind of question."""

from collections.abc import Callable, Mapping
from gettext import gettext as _

from workbook.model.exercise import Option
from workbook.model.values import Dated, Ranked, Ticked
from workbook.plain.asking import (
    Asking,
    ask_long,
    ask_whole_number,
    choose,
    list_options,
    numbers_in,
    whole_number,
)
from workbook.plain.records import ask_records

Prompt = Callable[[Asking], None]
"""Asks until the answer is saved or left as it is."""


def _short(asking: Asking) -> None:
    if asking.question.room > 1:
        _journal(asking)
    elif said := asking.console.ask_words(_("Your words, or Enter to leave it:")):
        asking.keep_and_say(said)


def _journal(asking: Asking) -> None:
    said = ask_long(asking.console, asking.value if isinstance(asking.value, str) else "", asking.draft)
    if said is not None:
        asking.keep_and_say(said)


def _number(asking: Asking) -> None:
    number = ask_whole_number(asking.console, _("A whole number, or Enter to leave it:"))
    if number is not None:
        asking.keep_and_say(number)


def _date(asking: Asking) -> None:
    said = asking.console.ask_words(_("When, in your own words, such as 3 May or around Easter. Enter leaves it:"))
    if said:
        asking.keep_and_say(Dated(said, asking.day_of(said)))


def _choice(asking: Asking) -> None:
    if _has_nothing(asking):
        return
    chosen = choose(asking.console, asking.offered)
    if chosen is not None:
        asking.keep_and_say(chosen.id)


def _checklist(asking: Asking) -> None:
    if _has_nothing(asking):
        return
    console, offered = asking.console, asking.offered
    before = asking.value if isinstance(asking.value, Ticked) else Ticked()
    list_options(console, offered, [_("ticked") if option.id in before.options else "" for option in offered])
    if before.options:
        console.say(_("The numbers you type now take the place of the earlier ticks."))
    while said := console.ask(_("The numbers of all that are true, such as 1 3, or Enter to leave it:")):
        numbers = numbers_in(said, len(offered))
        if numbers is None:
            console.say(_("Please type numbers from 1 to {n}, with spaces between them.").format(n=len(offered)))
            continue
        ticked = [option for at, option in enumerate(offered, 1) if at in numbers]
        # First as it stands, so that a question for more words cannot lose the ticks.
        written = {option.id: before.written[option.id] for option in ticked if option.id in before.written}
        if not asking.keep(Ticked(tuple(option.id for option in ticked), written)):
            continue
        for option in ticked:
            if option.write_in and (words := console.ask_words(_own_words(option, written.get(option.id, "")))):
                written = {**written, option.id: words}
        asking.keep_and_say(Ticked(tuple(option.id for option in ticked), written))
        return


def _own_words(option: Option, earlier: str) -> str:
    if earlier:
        return _("{option}: so far you wrote “{words}”. New words, or Enter to leave it:").format(
            option=option.words, words=earlier
        )
    return _("{option}: your words, or Enter for none:").format(option=option.words)


def _scale(asking: Asking) -> None:
    scale = asking.question.scale
    assert scale is not None
    range_words = _("A number from {low} ({low_words}) to {high} ({high_words}), or Enter to leave it:").format(
        low=scale.low, low_words=scale.low_words, high=scale.high, high_words=scale.high_words
    )
    if asking.question.for_each is None:
        while (number := ask_whole_number(asking.console, range_words)) is not None:
            if asking.keep_and_say(number):
                return
        return
    numbers = dict(asking.value) if isinstance(asking.value, Mapping) else {}
    asking.console.say(range_words)
    for item in asking.offered:
        while (number := ask_whole_number(asking.console, f"{item.words}:")) is not None:
            if asking.keep({**numbers, item.id: number}):
                numbers[item.id] = number
                break
    if numbers:
        asking.keep_and_say(numbers)


def _ranked(asking: Asking) -> None:
    console, offered = asking.console, asking.offered
    before = tuple(item for item in asking.value if isinstance(item, Ranked)) if isinstance(asking.value, tuple) else ()
    list_options(console, offered)
    if before:
        console.say(_("If you type a new order, it takes the place of the earlier one. Enter leaves it."))
    console.say(
        _("One at a time, the most important first: a number, or your own words. Enter ends the list.")
        if offered
        else _("One at a time, the most important first, in your own words. Enter ends the list.")
    )
    most = asking.question.at_most
    ranking: tuple[Ranked, ...] = ()
    while most is None or len(ranking) < most:
        said = console.ask_item(f"{len(ranking) + 1}.")
        if not said:
            break
        item = _item(asking, said, before)
        if item is None or any(item.id == each.id or item.text == each.text is not None for each in ranking):
            console.say(_("That is not one of them, or it is in your list already."))
            continue
        # Earlier items stay below until the new order is whole.
        rest = tuple(each for each in before if each.id not in {one.id for one in (*ranking, item)})
        if asking.keep((*ranking, item, *rest)[: most or None]):
            ranking = (*ranking, item)
    if ranking:
        asking.keep_and_say(ranking)
    console.end_list()


def _item(asking: Asking, said: str, before: tuple[Ranked, ...]) -> Ranked | None:
    number = whole_number(said)
    if number is not None and asking.offered:
        return Ranked(asking.offered[number - 1].id) if 1 <= number <= len(asking.offered) else None
    return next((each for each in before if each.text == said), Ranked(asking.new_id(), said))


def _has_nothing(asking: Asking) -> bool:
    if not asking.offered:
        asking.console.say(_("There is nothing to choose from here yet."))
    return not asking.offered


def prompts() -> Mapping[str, Prompt]:
    """Every prompt by the name of its kind."""
    return {
        "checklist": _checklist,
        "choice": _choice,
        "scale": _scale,
        "short": _short,
        "journal": _journal,
        "number": _number,
        "date": _date,
        "records": ask_records,
        "ranked": _ranked,
    }
