"""The commands that look after the notebook's file: its passphrase, its soundness, its copies."""

import argparse
import sys
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

from workbook.model.errors import NotSavedError, UsageError, WorkbookError
from workbook.places import data_folder
from workbook.prompt.asking import ask_in_lines
from workbook.store.glance import looks_sealed


def passphrase(args: argparse.Namespace) -> int:
    """Set a passphrase, change it or take it away."""
    from workbook.prompt.choosing import Chosen, ask_new, can_show, show_once
    from workbook.store.keys import new_keys
    from workbook.store.notebook import Notebook

    folder = data_folder(args.data_dir)
    if not (can_show() or looks_sealed(folder)):
        raise _nowhere_to_show()
    with Notebook.open(folder, unlock=ask_in_lines) as notebook:
        _tell(notebook.notices)
        if notebook.damaged:
            raise WorkbookError(
                _("The notebook is damaged, so its passphrase cannot be changed."),
                _("“workbook verify” says what is sound and what to do."),
            )
        chosen = ask_new(has_one=notebook.sealed)
        if chosen is Chosen.AS_IT_IS:
            _tell([_("Nothing was changed.")])
            return 0
        keys = None
        if isinstance(chosen, str):
            if not can_show():
                raise _nowhere_to_show()
            _tell([_("One moment…")])
            keys, code = new_keys(chosen)
            show_once(code)
        try:
            notebook.change_keys(keys).wait()
        except NotSavedError as error:
            raise NotSavedError(
                error.message,
                _("Keep the old and the new passphrase and code until “workbook verify” tells which one opens it."),
            ) from error
    _tell(
        [
            _("The passphrase is gone. Anyone who can use your account can read what you write.")
            if keys is None
            else _("Done. From now on the new passphrase opens what you write, and so does the new recovery code."),
            _(
                "Copies that were made before stay as they were: backups, synced folders, and what you exported. "
                "This cannot reach them."
            ),
        ]
    )
    return 0


def _nowhere_to_show() -> UsageError:
    return UsageError(
        _("A new passphrase comes with a recovery code, and there is no terminal here to show it on."),
        _("Please start this in a terminal. Nothing was changed."),
    )


def verify(args: argparse.Namespace) -> int:
    """Say what is sound in the notebook's files; 1 if the notebook is not."""
    folder = _folder_with_notebook(args)
    from workbook.store.verifying import verify as verified

    report = verified(folder, ask_in_lines)
    sys.stdout.writelines(f"{line}\n" for line in report.lines)
    return 0 if report.sound else 1


def backup(args: argparse.Namespace) -> int:
    """Copy the notebook's file to a new file, sealed as it is."""
    folder = _folder_with_notebook(args)
    from workbook.store.copies import backup as backed_up

    report = backed_up(folder, Path(args.file))
    _tell(report.lines)
    return 0 if report.sound else 1


def restore(args: argparse.Namespace) -> int:
    """Put a copy in the notebook's place; what was there is kept beside it."""
    from workbook.store.copies import restore as restored

    _tell(restored(data_folder(args.data_dir), Path(args.file), ask_in_lines))
    return 0


def _folder_with_notebook(args: argparse.Namespace) -> Path:
    folder = data_folder(args.data_dir)
    from workbook.store.notebook import Notebook

    if not Notebook.exists(folder):
        raise UsageError(
            _("There is no notebook in {folder} yet.").format(folder=folder),
            _("Open “workbook” and write something first, or name its folder with --data-dir."),
        )
    return folder


def _tell(sentences: Iterable[str]) -> None:
    sys.stderr.writelines(f"{sentence}\n" for sentence in sentences)
    sys.stderr.flush()
