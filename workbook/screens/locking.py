"""Choosing a passphrase, or taking it away."""

from gettext import gettext as _

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from workbook.model.errors import WorkbookError
from workbook.model.secret import SHORT, as_secret
from workbook.screens.recovery import RecoveryScreen
from workbook.screens.secret_form import SecretForm
from workbook.widgets.key_bar import KeyBar


class ChooseScreen(SecretForm):
    """A first passphrase, or another one in place of the present."""

    _kept_short = False
    """Whether the reader was told that it is short."""

    def compose(self) -> ComposeResult:
        """What makes a good one, and the places to type."""
        sealed = self.notebook.sealed
        with Vertical(id="column"), VerticalScroll(can_focus=False):
            yield Static(Content(_("Change the passphrase") if sealed else _("Choose a passphrase")), classes="title")
            if sealed:
                yield from self.place(_("The passphrase now, or the recovery code"), "present")
            yield Static(
                Content(
                    _(
                        "Four or more words that do not belong together are easy to keep in mind and hard to guess. "
                        "Take none that you use elsewhere, or that someone who knows you would try."
                    )
                )
            )
            yield from self.place(_("The new passphrase") if sealed else _("The passphrase"), "new")
            yield from self.place(_("The same once more"), "again")
            yield from self.foot(_("Change it") if sealed else _("Lock my notes"))
            if sealed:
                yield Static(
                    Content(
                        _(
                            "The old passphrase and the old recovery code no longer open this file. They still open "
                            "copies made before, such as backups and synced copies. Plans that were written to a "
                            "file have no lock."
                        )
                    ),
                    classes="quiet",
                )
            elif not self.notebook.is_empty:
                yield Static(
                    Content(
                        _("Copies made before, such as backups, synced copies and written plans, stay as they are.")
                    ),
                    classes="quiet",
                )
        yield KeyBar()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another passphrase is weighed anew."""
        event.stop()
        self._kept_short = False

    async def go(self) -> None:
        """Weigh it, make keys from it, and have the file written anew with them."""
        sealed, new = self.notebook.sealed, as_secret(self.typed("new"))
        if not self._weigh(new):
            return
        if sealed and not await self.present_is_right():
            return
        from workbook.store.keys import new_keys

        keys, code = await self.slowly(new_keys, new)
        if not self.is_open:
            return
        error = await self.change(keys)
        if error is not None and not await self.slowly(self.notebook.opens_with, new):
            holds = _("The passphrase that you had still counts.") if sealed else _("The file has no passphrase yet.")
            raise WorkbookError(f"{error} {holds}")
        self.app.push_screen(RecoveryScreen(self.notebook, code, "" if error is None else str(error)))
        self.finish()

    def _weigh(self, new: str) -> bool:
        """Whether it can be taken. A short one is, once the reader has read what that means."""
        if not new:
            self.complain(_("Please type a passphrase first."), "new")
        elif new != as_secret(self.typed("again")):
            self.complain(_("The two are not the same. Please look at them again; nothing is lost."), "again")
        elif len(new) < SHORT and not self._kept_short:
            self._kept_short = True
            self.say(
                _("It is short, and a short one can be guessed. Press the button again to keep it, or make it longer."),
                trouble=True,
            )
        else:
            return True
        return False


class RemoveScreen(SecretForm):
    """Takes the passphrase away."""

    def compose(self) -> ComposeResult:
        """What it means, and the place to type."""
        with Vertical(id="column"), VerticalScroll(can_focus=False):
            yield Static(Content(_("Take the passphrase away")), classes="title")
            yield Static(
                Content(
                    _(
                        "The file is then no longer locked: anyone who can open it can read it. Copies made before, "
                        "such as backups and synced copies, still open with the old passphrase. Plans that were "
                        "written to a file have no lock."
                    )
                )
            )
            yield from self.place(_("The passphrase now, or the recovery code"), "present")
            yield from self.foot(_("Take it away"))
        yield KeyBar()

    async def go(self) -> None:
        """Have the file written anew without a lock."""
        if not await self.present_is_right() or not self.is_open:
            return
        error = await self.change(None)
        if error is not None:
            holds = _("The passphrase still counts.") if self.notebook.sealed else _("The file is not locked any more.")
            raise WorkbookError(f"{error} {holds}")
        if not self.is_active:
            self.app.notify(_("The passphrase is taken away."), markup=False)
        self.finish()
