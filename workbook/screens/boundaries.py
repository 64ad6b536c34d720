"""The Boundaries screen: every saved boundary, how it is kept, and what may be asked of it."""

from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from workbook.guide.statements import EXERCISE, QUESTION, Statements, boundaries
from workbook.insight.account import asked_words
from workbook.insight.asking import Asking
from workbook.screens.boundary_card import boundary_card, rested_card
from workbook.screens.card import card
from workbook.screens.counted import account_of
from workbook.screens.desk import Desk
from workbook.screens.digits import DIGITS
from workbook.screens.requests import NotesTakenIn, OpenExercise, to_safety
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import dots
from workbook.widgets.menu import Menu, WordsRow


class BoundaryList(Menu):
    """The saved boundaries, one below the other."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", _("Look"), key_display="Enter")]


class BoundariesScreen(Screen[None]):
    """What the reader will not accept, what they do, and what came of it."""

    CSS_PATH = "boundaries.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("e", "revise", _("Revise")),
        Binding("n", "add", _("Add one")),
        Binding("c", "go('contact')", _("Contact")),
        Binding("p", "go('practice')", _("Practise")),
        Binding("l", "go('log')", show=False),
        Binding("s", "safety", show=False),
        Binding("escape", "app.home", _("Home"), key_display="Esc"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = Statements()
        self._asking = Asking(desk.shelf, desk.notes, desk.clock)

    def compose(self) -> ComposeResult:
        """The title, a sentence, and the list."""
        with Vertical(id="column"):
            yield Static(Content(_("My boundaries")), id="title")
            yield Static(id="note")
            yield BoundaryList(id="boundaries")
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Show them as they are now."""
        self.fill()

    def on_notes_taken_in(self, _event: NotesTakenIn) -> None:
        """All is counted now."""
        if self.is_current:
            self.fill()

    def fill(self) -> None:
        """Fill the list, with the cursor where it was."""
        listed = self._list
        at = self._at
        self._shown = boundaries(self._desk.shelf, self._desk.notes, self._desk.today)
        rows = self._rows()
        listed.clear_options()
        listed.add_options(rows)
        listed.display = bool(rows)
        listed.disabled = not rows
        self.query_one("#note", Static).update(Content(self._note()))
        if rows:
            ids = [row.id for row in rows]
            listed.highlighted = ids.index(at) if at and at in ids else ids.index(next(filter(None, ids)))
            listed.focus()
        self.refresh_bindings()

    def _note(self) -> str:
        if not self._shown.kept:
            return _("You have not written a boundary yet. Press n to begin with one; it can be small.")
        # The same whatever was crossed: it is not masked.
        return _(
            "Nothing here works against contact that an order requires. For violence or threats, once is enough: "
            "s opens the safety pages."
        )

    def _rows(self) -> list[Option]:
        rows: list[Option] = []
        for each in self._shown.kept:
            account = account_of(each, self._desk)
            asked = self._asking.of(account) if account else None
            words = asked_words(asked, self._desk.today) if asked else ""
            rows.append(WordsRow(boundary_card(each, account, words), card(dots(), []), each.record.id))
        if self._shown.retired:
            rows.append(Option(Content.styled(_("Put to rest"), "bold $primary"), disabled=True))
        rows += [WordsRow(rested_card(each), card(dots(), []), each.record.id) for each in self._shown.retired]
        return rows

    @property
    def _list(self) -> BoundaryList:
        return self.query_one(BoundaryList)

    @property
    def _at(self) -> str | None:
        """The id of the boundary at the cursor."""
        listed = self._list
        return None if listed.highlighted is None else listed.get_option_at_index(listed.highlighted).id

    @property
    def _is_at_rest(self) -> bool:
        return any(each.record.id == self._at for each in self._shown.retired)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a boundary that is kept can be revised; ways lead only where something is."""
        if action == "revise":
            return bool(self.query(BoundaryList)) and self._at is not None and not self._is_at_rest
        return action != "go" or hasattr(self.app, f"action_{parameters[0]}")

    def on_option_list_option_highlighted(self, event: BoundaryList.OptionHighlighted) -> None:
        """The cursor may be at one that is put to rest now."""
        event.stop()
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: BoundaryList.OptionSelected) -> None:
        """Look at the one that was chosen."""
        event.stop()
        from workbook.screens.boundary import BoundaryScreen

        if event.option_id is not None:
            self.app.push_screen(BoundaryScreen(self._desk, event.option_id))

    def action_revise(self) -> None:
        """Change the one at the cursor."""
        self.post_message(OpenExercise(EXERCISE, question_id=QUESTION, record_id=self._at))

    def action_add(self) -> None:
        """Open the boundaries to add one; the first time from the beginning."""
        begun = bool(self._desk.notes.entries(EXERCISE))
        self.post_message(
            OpenExercise(EXERCISE, question_id=QUESTION if begun else None, record_id="" if begun else None)
        )

    async def action_go(self, where: str) -> None:
        """Go to another screen that belongs to this one."""
        await self.run_action(f"app.{where}")

    def action_safety(self) -> None:
        """What can be done in danger."""
        self.post_message(to_safety())
