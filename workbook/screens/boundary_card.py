"""A boundary as a card in the list: what matters of it, short enough that several stand on a screen."""

from collections.abc import Iterator
from gettext import gettext as _

from textual.content import Content

from workbook.guide.statements import Statement
from workbook.insight.account import crossed_words, enough_words, followed_words
from workbook.insight.ledger import Kept
from workbook.insight.telling import acting_words
from workbook.screens.card import card
from workbook.widgets.hanging import Rewrapped
from workbook.widgets.masking import QUIET

ROWS = 3
"""Of a long text the list shows so much; the boundary's own screen shows all of it."""


def boundary_card(statement: Statement, kept: Kept | None, asked: str = "") -> Rewrapped:
    """The card; without `kept` it says that counting is under way. `asked` is a sentence of what is asked of it."""
    lines = [*_fields(statement), *(_account(kept) if kept else [_quiet(_("counting…"))])]
    if asked:
        lines.append(Content.styled(asked, "$text-accent"))
    return card(Content.styled(said(statement, "behaviour"), "bold"), lines, ROWS)


def rested_card(statement: Statement) -> Rewrapped:
    """The card of one that was put to rest."""
    return card(_quiet(said(statement, "behaviour")), list(_labelled(statement, "consequence")), ROWS)


def said(statement: Statement, field_id: str) -> str:
    """What one of its fields says; empty where nothing is in it."""
    return next((words for field, words in statement.fields if field.id == field_id), "")


def is_private(statement: Statement) -> bool:
    """Whether it stays with the reader: unless it was clearly said that it is safe to tell."""
    return statement.record.fields.get("safe") != "yes"


def _fields(statement: Statement) -> Iterator[Content]:
    yield from _labelled(statement, "consequence")
    if is_private(statement):
        yield _quiet(_("Kept to myself"))
    else:
        yield from _labelled(statement, "words")
    about = [*_labelled(statement, "value"), *_labelled(statement, "since")]
    if about:
        yield _quiet(" · ").join(about)


def _account(kept: Kept) -> Iterator[Content]:
    yield _quiet(crossed_words(kept))
    if kept.crossings and kept.grave:
        yield Content.styled(enough_words(), "bold")
    if followed := followed_words(kept):
        yield _quiet(followed)
    if acting := acting_words(kept):
        yield Content.styled(acting, "bold $primary")


def _labelled(statement: Statement, field_id: str) -> Iterator[Content]:
    for field, words in statement.fields:
        if field.id == field_id:
            yield Content.assemble((f"{field.words}: ", QUIET), words)


def _quiet(words: str) -> Content:
    return Content.styled(words, QUIET)
