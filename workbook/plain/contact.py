"""The ways of contact in plain lines."""

from datetime import date
from gettext import gettext as _

from workbook.guide.statements import boundaries, channels
from workbook.insight.contact import Channel, contact, order_noted
from workbook.insight.contact_words import (
    besides_words,
    channel_lines,
    first_words,
    nothing_yet_words,
    order_words,
    reply_words,
)
from workbook.insight.incidents import incidents
from workbook.insight.ledger import kept
from workbook.model.ports import Keeper, Shelf
from workbook.plain.console import Console


def show_contact(console: Console, shelf: Shelf, keeper: Keeper, today: date) -> None:
    """Every way of contact, those that an order requires first, and what limits them now."""
    notes = incidents(shelf, keeper)
    own = boundaries(shelf, keeper, today).kept
    found = contact(channels(shelf, keeper, today).kept, [kept(each, notes, today) for each in own])
    console.say("\n" + _("My ways of contact"))
    if order := order_words(order_noted(shelf, keeper, today)):
        console.say(order)
    for limit in found.besides:
        console.say("\n".join(besides_words(limit)))
    if not found.channels:
        console.say(_("{nothing} Type /go contact-plan.").format(nothing=nothing_yet_words()))
        return
    console.say(first_words())
    for number, channel in enumerate(found.channels, 1):
        console.point(f"{number}.", "\n".join(_channel(channel)))
    console.say(_("To change or add one, type /go contact-plan."))


def _channel(channel: Channel) -> list[str]:
    lines = [channel.way, *(f"{label}: {words}" if label else words for label, words in channel_lines(channel))]
    return [*lines, reply_words(), channel.reply] if channel.reply else lines
