"""The sentences about boundaries that are kept, and the questions of `asking`. Calm and exact, without any score."""

from datetime import date
from gettext import gettext as _

from workbook.guide.dating import about_words
from workbook.guide.days import day_words
from workbook.guide.statements import Statement, way_to
from workbook.insight.asking import About, Ask
from workbook.insight.contact import Order
from workbook.insight.day_rows import days_words
from workbook.insight.ledger import Acting, Kept, Reached
from workbook.model.guard import clean_line

SO_MANY = 7
"""Days that are told one by one."""


def ask_words(ask: Ask, today: date) -> str:
    """A question, whole."""
    match ask.about:
        case About.REACHED if ask.kept is not None and ask.kept.reached is not None:
            return reached_words(ask.statement, ask.kept.reached, today)
        case About.OVER if ask.ended is not None:
            return over_words(ask.statement, ask.ended)
        case _:
            return still_words(ask.statement)


def reached_words(boundary: Statement, reached: Reached, today: date) -> str:
    """The reader's own number was reached: the days, what they wrote, and whether it is still right."""
    line, wrote = words_in(boundary, "behaviour"), words_in(boundary, "consequence")
    if len(reached.days) > SO_MANY:
        first, last = day_words(reached.days[0]), day_words(reached.days[-1])
        crossed = _("The line “{line}” was crossed {n} times from {first} to {last}.").format(
            line=line, n=len(reached.days), first=first, last=last
        )
    else:
        days = days_words(reached.days, today)
        crossed = _("The line “{line}” was crossed on {days}.").format(line=line, days=days)
    decided = _("You wrote: “{words}”.").format(words=wrote.rstrip("."))
    return " ".join((crossed, *((decided,) if wrote else ()), _("Is that still right, and safe, for you?")))


def over_words(boundary: Statement, ended: Acting) -> str:
    """What was begun is over: whether it was done."""
    wrote = words_in(boundary, "consequence")
    until = day_words(ended.until) if ended.until else about_words(ended.begun)
    span = _("From {first} to {last} you meant to do this: “{words}”.").format(
        first=about_words(ended.begun), last=until, words=wrote.rstrip(".")
    )
    asked = _("Did you do it? Every answer is fine, and you can leave it open.")
    return f"{span} {asked}"


def still_words(person: Statement) -> str:
    """Somebody knew of it a while ago."""
    name, _reach = way_to(person)
    if person.record.fields.get("knows") == "part":
        return _("{name} knows your plan in part. Is it still so?").format(name=clean_line(name))
    return _("{name} knows your plan. Is it still so?").format(name=clean_line(name))


def acting_words(kept: Kept) -> str:
    """What the reader does now, and until when; what has no known end, from when. Empty where there is neither."""
    words = words_in(kept.statement, "consequence")
    if kept.acting is not None and kept.acting.until is not None:
        return _("Until {day}: {words}").format(day=day_words(kept.acting.until), words=words)
    if kept.begun is not None:
        return _("Begun: {day}. {words}").format(day=about_words(kept.begun.begun), words=words)
    return ""


def required_words(order: Order | None, *, which: bool = True) -> str:
    """That contact goes on which an order requires; empty where none was noted. With `which`, also what it is."""
    if order is None:
        return ""
    if which and order.contact:
        return _("Contact that an order requires goes on: {contact}").format(contact=clean_line(order.contact).strip())
    return _("Contact that an order requires goes on.")


def words_in(statement: Statement, field_id: str) -> str:
    """What the reader wrote in one field, on one line."""
    return next((clean_line(words) for field, words in statement.fields if field.id == field_id), "")
