"""What the screen of one boundary is made of: the boundary, how it is kept, each crossing, what it said before."""

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from textual.content import Content

from workbook.guide.dating import about_words
from workbook.guide.days import moment_words, weekday_words
from workbook.guide.history import Earlier
from workbook.guide.statements import Statement
from workbook.insight.account import (
    crossed_words,
    done_words,
    enough_words,
    followed_words,
    newest_first,
)
from workbook.insight.incidents import Incident
from workbook.insight.ledger import Kept
from workbook.screens.boundary_card import is_private, said
from workbook.screens.card import card
from workbook.screens.pieces import Piece
from workbook.widgets.masking import QUIET, dots

LATEST = 8
"""Crossings that are listed one by one."""
NOW_ROWS = 5
"""Of what is done now; all of it stands below."""


class CrossingPiece(Piece):
    """One time at which the boundary was crossed."""

    def __init__(self, incident: Incident) -> None:
        when = weekday_words(incident.day) if incident.day else about_words(incident.about)
        title = Content.styled(when, "bold")
        lines = [Content(incident.line)] if incident.line else []
        lines += _what_was_done(incident)
        super().__init__(card(title, lines), card(title if incident.day else dots(), [dots()]))
        self.entry_id = incident.entry_id


def statement_piece(statement: Statement) -> Piece:
    """The boundary with everything that is filled in of it."""
    lines = [
        Content.assemble((f"{field.words}: ", QUIET), words)
        for field, words in statement.fields
        if field.id != "behaviour"
    ]
    if is_private(statement):
        lines.append(_quiet(_("Kept to myself")))
    return Piece(card(Content.styled(said(statement, "behaviour"), "bold"), lines), card(dots(), [dots()]))


def account_piece(kept: Kept | None) -> Piece:
    """How often it was crossed and what came of it, as far as that is counted."""
    title = Content.styled(_("How it was kept"), "bold $primary")
    if kept is None:
        return Piece(card(title, [_quiet(_("counting…"))]), card(title, [_quiet(_("counting…"))]))
    lines = [Content(crossed_words(kept))]
    if followed := followed_words(kept):
        lines.append(Content(followed))
    if kept.grave and kept.crossings:
        lines.append(Content.assemble((enough_words(), "bold"), " ", _("The safety pages: s")))
    if kept.statement.record.fields.get("grave") is None:
        lines.append(
            _quiet(
                _("If it is not about violence, a threat or being followed, you can say so (e) and choose a number.")
            )
        )
    return Piece(card(title, lines), card(title, [dots()]))


def now_piece(lines: Sequence[str]) -> Piece:
    """What is in force or asked now."""
    words = [Content.styled(each, "$text-primary") for each in lines]
    return Piece(card(Content.styled(_("Now"), "bold $primary"), words, NOW_ROWS), card(dots(), []))


def crossing_pieces(kept: Kept) -> Iterator[Piece]:
    """The latest crossings, and how many more there are."""
    every = newest_first(kept.crossings)
    yield from (CrossingPiece(each) for each in every[:LATEST])
    if len(every) > LATEST:
        more = _quiet(_("and {n} more").format(n=len(every) - LATEST))
        yield Piece(card(more, []), card(dots(), []))


def earlier_pieces(earlier: Sequence[Earlier]) -> Iterator[Piece]:
    """What the boundary said before, each with its time."""
    for each in earlier:
        moment = moment_words(each.answer.given)
        when = Content.styled(_("Before, {moment}").format(moment=moment) if moment else _("Before"), "bold")
        yield Piece(card(when, [Content(words) for words in each.words]), card(when, [dots()]))


def _what_was_done(incident: Incident) -> Iterator[Content]:
    if incident.starts is not None:
        yield _quiet(_("You did it from: {day}").format(day=about_words(incident.starts)))
    if done := done_words(incident):
        yield _quiet(done)
    if incident.cost:
        yield Content.assemble((_("What it cost: "), QUIET), incident.cost)


def _quiet(words: str) -> Content:
    return Content.styled(words, QUIET)
