"""What the store does to files, each as something that can be interrupted anywhere and then looked at."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, Protocol

from tests.faults.child import Told, Voice
from tests.faults.judge import Judge, content_of, opened_with_any
from tests.faults.keyring import KEYS, opened_keys, unlock_of, unlock_of_put_away
from tests.faults.story import (
    SECONDS,
    Erase,
    Limits,
    Save,
    Seal,
    Story,
    Words,
    begun,
    entry,
    opened,
    play,
    take,
    text,
    token_of,
    words_of,
)
from tests.faults.tally import Tally
from workbook.model.errors import NotSavedError, WorkbookError
from workbook.store import frames
from workbook.store.copies import backup, restore
from workbook.store.header import read_header
from workbook.store.notebook import Notebook

NOTES = "notes"
"""The data folder."""
COPY = "copy.wb"
"""What a backup writes and a restore reads, beside it."""
_AS_IT_WAS = "as-it-was.wb"


class Deed(Protocol):
    """Something done to files in a folder."""

    @property
    def name(self) -> str:
        """For the table."""

    def prepare(self, base: Path) -> None:
        """Make what is there before."""

    def act(self, base: Path, voice: Voice, begin: Callable[[], None], tries: int) -> None:
        """Do it in a process of its own; `begin` says where the part begins that is put to the test."""

    def judge(self, base: Path, told: Told) -> Tally:
        """Look at what is there afterwards."""


def judged(deed: Deed, base: Path, told: Told) -> Tally:
    """The judgement, also where looking itself fails."""
    try:
        return deed.judge(base, told)
    except Exception as error:
        return Tally(runs=1, wrong=[*told.broken, f"looking at it failed: {error!r}"])


def filled(folder: Path, words: Words, keys: int, sessions: int = 2) -> None:
    """A notebook that says the words. After two sessions an older file of today is kept beside it."""
    for session in range(sessions):
        with Notebook.open(folder, unlock=unlock_of(Notebook.path_in(folder))) as notebook:
            if not session and keys:
                notebook.change_keys(KEYS[keys]).wait()
            for name, said in list(words.items())[session::sessions]:
                notebook.save(entry(name, said)).wait()


@dataclass(frozen=True)
class Telling:
    """A notebook is opened, steps are taken, and it is closed."""

    name: str
    story: Story
    limits: Limits = field(default_factory=Limits)
    sessions: int = 2
    spoil: Callable[[Path], None] | None = None
    """Done to the file beforehand."""
    begin_at: int = 0
    """The step from which it counts; 0 for the opening."""

    def prepare(self, base: Path) -> None:
        """Fill a notebook, and spoil it if it is to be spoilt."""
        if self.story.before:
            filled(base / NOTES, self.story.before, self.story.keys, self.sessions)
        if self.spoil is not None:
            self.spoil(Notebook.path_in(base / NOTES))

    def act(self, base: Path, voice: Voice, begin: Callable[[], None], tries: int) -> None:
        """Open, take every step, close."""
        self.limits.set()
        if not self.begin_at:
            begin()
        notebook = opened(base / NOTES, voice, tries)
        if notebook is not None:
            play(notebook, self.story.steps, voice, begin, self.begin_at)

    def judge(self, base: Path, told: Told) -> Tally:
        """Everything acknowledged is there."""
        return Judge(base / NOTES, self.story, told).verdict()


@dataclass(frozen=True)
class Locking:
    """The workbook is locked while the last step but one cannot be saved; then there is room, and it is unlocked."""

    name: str
    story: Story

    def prepare(self, base: Path) -> None:
        """Fill a notebook."""
        filled(base / NOTES, self.story.before, self.story.keys)

    def act(self, base: Path, voice: Voice, begin: Callable[[], None], tries: int) -> None:
        """Open, lock, unlock, close. It counts from the moment when there is room."""
        notebook = opened(base / NOTES, voice, tries)
        assert notebook is not None
        *first, refused, _last = self.story.steps
        for number, step in enumerate(first, 1):
            take(notebook, step, number, voice)
        with _full():
            with suppress(NotSavedError):
                begun(notebook, refused).wait(SECONDS)
            away = notebook.put_away(SECONDS, again=SECONDS)
        begin()
        notebook = away.open(unlock_of_put_away(away))
        play(notebook, self.story.steps, voice, taken=len(first) + 1)

    def judge(self, base: Path, told: Told) -> Tally:
        """Everything acknowledged is there."""
        return Judge(base / NOTES, self.story, told).verdict()


@contextmanager
def _full() -> Iterator[None]:
    """A disk with no room."""
    write = os.pwrite

    def refuse(*_what: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    os.pwrite = refuse
    try:
        yield
    finally:
        os.pwrite = write


@dataclass(frozen=True)
class BringingBack:
    """A copy is put in the place of a notebook, or where there was none."""

    name: str
    present: Words

    _OLD, _NEW = 1, 2

    def prepare(self, base: Path) -> None:
        """A copy with other words and another passphrase."""
        filled(base / "elsewhere", COPIED, self._NEW)
        shutil.move(Notebook.path_in(base / "elsewhere"), base / COPY)
        shutil.rmtree(base / "elsewhere")
        if self.present:
            filled(base / NOTES, self.present, self._OLD)

    def act(self, base: Path, voice: Voice, begin: Callable[[], None], tries: int) -> None:
        """Restore."""
        begin()
        _tried(lambda: restore(base / NOTES, base / COPY, unlock_of(base / COPY)), voice, tries)

    def judge(self, base: Path, told: Told) -> Tally:
        """The old one or the new one opens; after the acknowledgement the new one. The old one is never gone."""
        folder = base / NOTES
        new = number_of_file(Notebook.path_in(folder)) == self._NEW
        wrong = []
        if 1 in told.saved and not new:
            wrong.append("it was said to be restored, and is not")
        old = [content for content in content_of(folder).values() if opened_with_any(content)[0] == self._OLD]
        held = [
            all(token_of(said).encode() in opened_with_any(each)[1] for said in self.present.values()) for each in old
        ]
        if self.present and not any(held):
            wrong.append("what was there before is nowhere")
        story = Story((), COPIED, self._NEW) if new else Story((), self.present, self._OLD if self.present else 0)
        tally = Judge(folder, story, told).verdict()
        tally.wrong += wrong
        tally.acknowledged += 1 in told.saved
        return tally


@dataclass(frozen=True)
class TakingACopy:
    """The notebook is copied to another file."""

    name: str
    by_notebook: bool = False
    """By one that is open, as another place to save; otherwise by the command."""

    _KEYS = 1

    def prepare(self, base: Path) -> None:
        """A notebook, and what it is made of."""
        filled(base / NOTES, PRESENT, self._KEYS)
        shutil.copy(Notebook.path_in(base / NOTES), base / _AS_IT_WAS)

    def act(self, base: Path, voice: Voice, begin: Callable[[], None], tries: int) -> None:
        """Copy it."""
        if not self.by_notebook:
            begin()
            _tried(lambda: backup(base / NOTES, base / COPY), voice, tries)
            return
        with Notebook.open(base / NOTES, unlock=unlock_of(Notebook.path_in(base / NOTES))) as notebook:
            begin()
            _tried(lambda: notebook.save_copy(base / COPY).wait(), voice, tries)

    def judge(self, base: Path, told: Told) -> Tally:
        """The notebook is as it was. The copy is whole once it was acknowledged, and whole or not there before."""
        wrong = []
        copy = base / COPY
        if Notebook.path_in(base / NOTES).read_bytes() != (base / _AS_IT_WAS).read_bytes():
            wrong.append("the notebook was touched")
        others = {each.name for each in base.iterdir()} - {NOTES, COPY, _AS_IT_WAS}
        if others and told.everything:
            wrong.append(f"left behind: {sorted(others)}")
        if 1 in told.saved or copy.exists():
            wrong += self._wrong_in_copy(base)
        tally = Judge(base / NOTES, Story((), PRESENT, self._KEYS), told).verdict()
        tally.wrong += wrong
        tally.acknowledged += 1 in told.saved
        return tally

    def _wrong_in_copy(self, base: Path) -> list[str]:
        """Use the copy as the reader would."""
        restored = base / "restored"
        try:
            restore(restored, base / COPY, unlock_of(base / COPY))
        except WorkbookError as error:
            return [f"the copy cannot be used: {error}"]
        with Notebook.open(restored, unlock=unlock_of(Notebook.path_in(restored)), read_only=True) as notebook:
            return [] if words_of(notebook) == PRESENT else ["the copy is not whole, and looks as if it were"]


@dataclass(frozen=True)
class WithoutSecondNames:
    """The same on a disk where no file has two names, such as most USB sticks."""

    deed: Deed

    @property
    def name(self) -> str:
        """For the table."""
        return f"{self.deed.name}, on a USB stick"

    def prepare(self, base: Path) -> None:
        """The same."""
        self.deed.prepare(base)

    def act(self, base: Path, voice: Voice, begin: Callable[[], None], tries: int) -> None:
        """With no links."""
        os.link = _refuse_link
        self.deed.act(base, voice, begin, tries)

    def judge(self, base: Path, told: Told) -> Tally:
        """The same."""
        return self.deed.judge(base, told)


def _refuse_link(*_names: object, **_named: object) -> NoReturn:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def _tried(work: Callable[[], object], voice: Voice, tries: int) -> None:
    for _try in range(tries):
        try:
            work()
        except WorkbookError as error:
            voice.say("refused", 1, error)
        else:
            voice.say("saved", 1)
            voice.say("everything")
            return


def number_of_file(path: Path) -> int | None:
    """Which keys a file is sealed with; 0 for none, None if there is no file."""
    return opened_keys(read_header(path.read_bytes(), "")[0].members)[0] if path.exists() else None


def _half_a_frame(path: Path) -> None:
    """As if the process had been killed in the middle of a save."""
    with path.open("ab") as file:
        file.write(frames.frame(9, bytes(100))[:-40])


def _left_over(path: Path) -> None:
    """As if one had been killed while it wrote a new file, and another before the new one took the old one's place."""
    path.with_name(f"{path.name}.new").write_bytes(b"half a file")
    path.with_name(f"{path.name}.older-9-2024-02-03").hardlink_to(path)


PRESENT: Words = {f"there-{number}": text(f"there {number}", 200 * number) for number in range(1, 6)}
COPIED: Words = {f"copied-{number}": text(f"copied {number}") for number in range(1, 4)}
_MANY: Words = {f"there-{number}": text(f"there {number}", 30_000) for number in range(1, 6)}
_SAVES = (
    Save("first", text("first 1")),
    Save("there-1", text("there 1 anew")),
    Save("long", text("long 1", 80_000)),
    Save("first", text("first 2", 3000)),
)
_NEXT = Save("after", text("after 1"))

DEEDS: tuple[Deed, ...] = (
    Telling("first save of all", Story(_SAVES[:2])),
    Telling("save", Story(_SAVES, PRESENT, 1)),
    Telling("save, no passphrase", Story(_SAVES, PRESENT)),
    Telling("rewriting", Story(_SAVES, _MANY, 1), sessions=1),
    Telling("rewriting again", Story(_SAVES * 2, PRESENT, 1), Limits(loose=1)),
    Telling("rewriting, no passphrase", Story(_SAVES, PRESENT), sessions=1),
    Telling("passphrase set", Story((_SAVES[1], Seal(1), _NEXT), PRESENT)),
    Telling("passphrase changed", Story((_SAVES[1], Seal(2), _NEXT), PRESENT, 1)),
    Telling("passphrase removed", Story((_SAVES[1], Seal(0), _NEXT), PRESENT, 1)),
    Telling("erasing an answer", Story((_SAVES[1], Erase("there-1", text("there 1 erased")), _NEXT), PRESENT, 1)),
    Telling("removing an entry", Story((_SAVES[1], Erase("there-1"), _NEXT), PRESENT, 1)),
    Telling("removing, no passphrase", Story((_SAVES[1], Erase("there-1"), _NEXT), PRESENT)),
    Telling("mending a torn save", Story((_NEXT,), PRESENT, 1), spoil=_half_a_frame),
    Telling("clearing away", Story((_NEXT,), PRESENT, 1), spoil=_left_over),
    Locking("locking with a save pending", Story((_SAVES[1], _SAVES[0], _NEXT), PRESENT, 1)),
    Locking("locking with an erasing pending", Story((_SAVES[1], Erase("there-1"), _NEXT), PRESENT, 1)),
    BringingBack("restore", PRESENT),
    BringingBack("restore into nothing", {}),
    TakingACopy("backup"),
    WithoutSecondNames(Telling("rewriting", Story(_SAVES[:2], PRESENT, 1), sessions=1)),
    WithoutSecondNames(Telling("removing", Story((_SAVES[1], Erase("there-1"), _NEXT), PRESENT, 1), sessions=1)),
    WithoutSecondNames(BringingBack("restore", PRESENT)),
    WithoutSecondNames(TakingACopy("backup")),
    TakingACopy("save in another place", by_notebook=True),
)
