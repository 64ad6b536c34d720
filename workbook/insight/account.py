"""What the notes say of a boundary, in sentences: how often, what came of it, until when. No ratio, no score."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _
from gettext import ngettext

from workbook.guide.dating import about_words, day_in
from workbook.guide.days import day_words
from workbook.insight.asking import About, Ask
from workbook.insight.day_rows import days_words
from workbook.insight.incidents import Incident
from workbook.insight.ledger import Kept
from workbook.insight.telling import SO_MANY, ask_words, words_in
from workbook.model.values import Dated


def crossed_words(kept: Kept) -> str:
    """How often it was crossed, in the last days and since it was set."""
    if not kept.crossings:
        return _("No crossing is noted.")
    since = kept.statement.record.fields.get("since")
    first = day_in(since) if isinstance(since, Dated) else None
    if first is None:
        in_all = _("{times} in all").format(times=times(kept.since))
    else:
        in_all = _("{times} since {day}").format(times=times(kept.since), day=day_words(first))
    words = _("Crossed: {week} in the last 7 days, {month} in the last 30 days, {in_all}.").format(
        week=times(kept.week), month=times(kept.month), in_all=in_all
    )
    if not kept.undated:
        return words
    undated = ngettext(
        "{n} has no exact day: it counts only in the last number.",
        "{n} have no exact day: they count only in the last number.",
        kept.undated,
    )
    return f"{words} {undated.format(n=kept.undated)}"


def followed_words(kept: Kept) -> str:
    """How often the reader did what they had decided; empty where that is not answered."""
    names = {
        "yes": _("done {times}"),
        "part": _("done in part {times}"),
        "not-this-time": _("not this time {times}"),
        "not-safe": _("not safe to do {times}"),
    }
    said = [words.format(times=times(kept.answers[name])) for name, words in names.items() if kept.answers.get(name)]
    return _("What you had decided: {answers}.").format(answers=", ".join(said)) if said else ""


def asked_words(ask: Ask, today: date) -> str:
    """What is asked of a boundary, where the boundary itself stands beside it."""
    if ask.kept is not None and ask.kept.reached is not None and ask.about is About.REACHED:
        days = ask.kept.reached.days
        if len(days) <= SO_MANY:
            return _(
                "It was crossed on {days}. That is the number that you wrote down. Is what you decided still right, "
                "and safe, for you?"
            ).format(days=days_words(days, today))
        return _(
            "It was crossed {n} times from {first} to {last}. You wrote down a number for that. Is what you decided "
            "still right, and safe, for you?"
        ).format(n=len(days), first=day_words(days[0]), last=day_words(days[-1]))
    begun = about_words(ask.ended.begun) if ask.ended else ""
    return _("What you began is over (from: {day}). Did you do it?").format(day=begun)


def asked_line(ask: Ask, today: date) -> str:
    """It in one line, with the days first: the rest may not have room."""
    reached = ask.kept.reached if ask.kept else None
    if ask.about is not About.REACHED or reached is None:
        return ask_words(ask, today)
    line = words_in(ask.statement, "behaviour")
    if len(reached.days) > SO_MANY:
        return _("Crossed {n} times: {line}").format(n=len(reached.days), line=line)
    return _("Crossed on {days}: {line}").format(days=days_words(reached.days, today), line=line)


def enough_words() -> str:
    """Said of what no number counts for."""
    return _("Once is enough. Help comes first.")


def done_words(incident: Incident) -> str:
    """Whether what was decided was done, one time; empty where that is not answered."""
    answers = {
        "yes": _("You did what you had decided."),
        "part": _("You did what you had decided, in part."),
        "not-this-time": _("What you had decided: not this time."),
        "not-safe": _("What you had decided: it was not safe."),
    }
    return answers.get(incident.done or "", "")


def newest_first(crossings: Sequence[Incident]) -> list[Incident]:
    """The crossings with a day, the latest first, then the others."""
    dated = [each for each in crossings if each.day is not None]
    return [*reversed(dated), *(each for each in reversed(crossings) if each.day is None)]


def times(number: int) -> str:
    """A number of times in words."""
    match number:
        case 0:
            return _("not")
        case 1:
            return _("once")
        case 2:
            return _("twice")
        case _:
            return ngettext("{n} time", "{n} times", number).format(n=number)
