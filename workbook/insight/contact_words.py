"""What is said of a way of contact, in sentences: the same on a screen and in lines."""

from collections.abc import Iterator
from gettext import gettext as _

from workbook.guide.days import day_words
from workbook.insight.contact import Channel, Limit, Need, Order


def first_words() -> str:
    """Said above every list of them."""
    return _(
        "Contact that an order requires comes first. It goes on, and nothing here limits it. "
        "What an order forbids is not sent and not answered. "
        "In immediate danger, get safe first, then call your lawyer."
    )


def nothing_yet_words() -> str:
    """Said where none is written."""
    return _("You have not written down a way of contact yet. One is enough to begin with, and it can be a small one.")


def order_words(order: Order | None) -> str:
    """What the reader noted of an order; empty unless it requires contact, or may."""
    if order is None or order.need is Need.FREE:
        return ""
    if order.need is Need.REQUIRED:
        said, goes_on = _("An order says that you must be in contact."), _("This goes on: {contact}")
    else:
        said = _("It may be that an order requires contact.")
        goes_on = _("Until a lawyer has told you more, this goes on: {contact}")
    if not order.contact:
        goes_on = _("That contact goes on.")
    return f"{said} {goes_on.format(contact=order.contact)}"


def besides_words(limit: Limit) -> tuple[str, str]:
    """What the reader does now, until when; and what it leaves alone."""
    doing = _("Until {day} you do this: {consequence}").format(
        day=day_words(limit.until), consequence=limit.consequence or limit.behaviour
    )
    return doing, _("It does not touch contact that an order requires.")


def need_words(channel: Channel) -> str:
    """Whether an order requires it, and what follows from that."""
    match channel.need:
        case Need.REQUIRED:
            return _("An order requires it. It goes on.")
        case Need.PERHAPS:
            return _("An order may require it. It goes on until a lawyer has told you more.")
        case Need.UNKNOWN:
            return _("Before you change it, find out if an order requires it.")
        case Need.FREE:
            return _("No order requires it.")


def limit_words(channel: Channel) -> str:
    """What limits it now; empty where nothing does."""
    if channel.limit is None or channel.refused:
        return ""
    return _("Until {day} you have less of it, because of this boundary: {boundary}").format(
        day=day_words(channel.limit.until), boundary=channel.limit.behaviour
    )


def channel_lines(channel: Channel) -> Iterator[tuple[str, str]]:
    """What stands in a card below its title, but for the reply: a label, or nothing, and words."""
    yield "", need_words(channel)
    if now := limit_words(channel):
        yield "", now
    for field, words in channel.details:
        yield field.words, words
    if channel.refused:
        yield "", refused_words()


def refused_words() -> str:
    """Said of what the reader allows nothing of: whatever reply is written there, nothing asks for it to be sent."""
    return _("There is nothing to send or to answer here.")


def reply_words() -> str:
    """Stands above the reply."""
    return _("A reply kept ready, if you need one:")


def counting_words() -> str:
    """Said while the notes are still being read."""
    return _("What limits them now is still being counted.")
