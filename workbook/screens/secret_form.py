"""What the pages on which a passphrase is typed have in common."""

import asyncio
from collections.abc import Callable, Iterator
from gettext import gettext as _
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from workbook.model.errors import WorkbookError
from workbook.widgets.secret import SecretInput

if TYPE_CHECKING:
    from workbook.model.ports import Receipt
    from workbook.store.keys import Keys
    from workbook.store.notebook import Notebook

T = TypeVar("T")


class SecretForm(Screen[None]):
    """What is typed stays until the change is made, and goes with the screen.

    The change itself goes on if the reader leaves the page meanwhile: the file is being written anew by then.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "passphrase.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", _("Close"), key_display="Esc")]

    def __init__(self, notebook: "Notebook") -> None:
        super().__init__()
        self.notebook = notebook
        self._under_way = False
        self._done = False

    async def go(self) -> None:
        """Do what the page is for. A WorkbookError from it is told."""
        raise NotImplementedError

    def place(self, label: str, name: str) -> Iterator[Widget]:
        """Somewhere to type, and what."""
        yield Static(Content(label), classes="label")
        yield SecretInput(name)

    def foot(self, go: str) -> Iterator[Widget]:
        """What the page has to say, and its buttons."""
        yield Static(id="answer")
        with Horizontal(id="ways"):
            yield Button(Content(go), id="go", variant="primary")
            yield Button(Content(_("Show what is typed")), id="show")
            yield Button(Content(_("Close")), id="close")

    def typed(self, name: str) -> str:
        """What stands in a place."""
        return self.query_one(f"#{name}", SecretInput).value

    def say(self, words: str, *, trouble: bool = False) -> None:
        """Put a sentence above the buttons."""
        if not self.is_open:
            return
        answer = self.query_one("#answer", Static)
        answer.update(Content.styled(words, "$text-error" if trouble else ""))
        self.call_after_refresh(answer.scroll_visible, animate=False)

    def complain(self, words: str, name: str) -> None:
        """Say what is wrong, and go to where it is."""
        self.say(words, trouble=True)
        self.query_one(f"#{name}", SecretInput).focus()

    @property
    def is_open(self) -> bool:
        """Whether the reader has not closed it."""
        return self in self.app.screen_stack

    async def present_is_right(self) -> bool:
        """Whether the present passphrase, or the recovery code, was typed. Says so if not."""
        right = await self.slowly(self.notebook.opens_with, self.typed("present"))
        if not right and self.is_open:
            self.complain(_("That is not it. Nothing is lost; please try again."), "present")
        return right

    async def slowly(self, work: Callable[[str], T], secret: str) -> T:
        """Have a thread do what takes most of a second."""
        self.say(_("One moment"))
        return await asyncio.to_thread(work, secret)

    async def change(self, keys: "Keys | None") -> WorkbookError | None:
        """Have the file written anew, and wait until it is in place. What went wrong; None if nothing did."""
        self.say(_("Writing the file anew"))
        app = self.app
        ended: asyncio.Future[WorkbookError | None] = asyncio.get_running_loop().create_future()

        def ended_elsewhere(receipt: "Receipt") -> None:
            app.call_later(ended.set_result, receipt.error)

        self.notebook.change_keys(keys).when_done(ended_elsewhere)
        return await ended

    def finish(self) -> None:
        """The change is made: forget what was typed, and close as soon as nothing else is in front."""
        self._done = True
        for place in self.query(SecretInput):
            place.value = ""
        if self.is_active:
            self.app.pop_screen()

    def on_mount(self) -> None:
        """Begin at the first place."""
        self.set_focus(self.query(SecretInput).first(), scroll_visible=False)

    def on_screen_resume(self) -> None:
        """Nothing more to do here once the change is made."""
        if self._done:
            self.app.pop_screen()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next place; from the last one it does what the page is for."""
        event.stop()
        if event.input is self.query(SecretInput).last():
            self._begin()
        else:
            self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do it, show what is typed, or close."""
        event.stop()
        if event.button.id == "go":
            self._begin()
        elif event.button.id == "show":
            self._show_or_hide(event.button)
        else:
            self.app.pop_screen()

    def _show_or_hide(self, button: Button) -> None:
        hide = not self.query(SecretInput).first().password
        for place in self.query(SecretInput):
            place.password = hide
        button.label = Content(_("Show what is typed") if hide else _("Hide what is typed"))

    def _begin(self) -> None:
        if not self._under_way:
            self._under_way = True
            # The app's, so that it does not end with the screen.
            self.app.run_worker(self._do())

    async def _do(self) -> None:
        try:
            await self.go()
        except WorkbookError as error:
            if self.is_open:
                self.say(str(error), trouble=True)
            else:
                self.app.notify(str(error), severity="error", timeout=30, markup=False)
        finally:
            self._under_way = False
