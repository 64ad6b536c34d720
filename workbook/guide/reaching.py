"""Helplines in words: the same on a screen and in lines."""

from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.guide.days import day_words
from workbook.helplines.helpline import NOT_GIVEN
from workbook.model.prose import Break, Emphasis, Paragraph, Strong, Text

if TYPE_CHECKING:
    from workbook.helplines.helpline import Helpline, Region
    from workbook.model.prose import Block


def helpline_blocks(region: "Region") -> "tuple[Block, ...]":
    """What to think of before a call, every helpline of a region, and where they were read."""
    return (_before_a_call(), *(_helpline(each) for each in region.helplines), _provenance(region))


def _before_a_call() -> Paragraph:
    return Paragraph(
        (
            Strong((Text(_("Check a number before you rely on it.")),)),
            Text(
                " "
                + _("A call or a text can show in the phone or on the bill, and a web page in the browser's history.")
            ),
        )
    )


def _helpline(helpline: "Helpline") -> Paragraph:
    ways = (
        (_("Phone: {way}"), helpline.phone),
        (_("Text: {way}"), helpline.text),
        (_("Textphone: {way}"), helpline.textphone),
        (_("Web: {way}"), helpline.web),
    )
    about = [
        _("for {whom}").format(whom=helpline.for_whom),
        _("Hours not known here") if helpline.hours == NOT_GIVEN else helpline.hours,
        *([] if helpline.languages == NOT_GIVEN else [helpline.languages]),
    ]
    return Paragraph(
        (
            Strong((Text(helpline.name),)),
            Text(", " + ". ".join(about) + "."),
            Break(),
            Text("   ".join(words.format(way=way) for words, way in ways if way)),
        )
    )


def _provenance(region: "Region") -> Paragraph:
    sources = (source for helpline in region.helplines for source in helpline.sources)
    sites = dict.fromkeys(_site(source) for source in sources)
    days = sorted({helpline.checked for helpline in region.helplines})
    read = (
        _("Looked up on {day}, in stored copies of pages at {sites}. The copies may be older.")
        if len(days) == 1
        else _("Looked up on {day} or later, in stored copies of pages at {sites}. The copies may be older.")
    )
    return Paragraph((Emphasis((Text(read.format(day=day_words(days[0]), sites=", ".join(sites))),)),))


def _site(address: str) -> str:
    """Of the address of a page, the name by which people know the site."""
    return address.partition("://")[2].partition("/")[0].removeprefix("www.") or address
