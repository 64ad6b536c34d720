"""What is found after a fault, held against what was acknowledged before it."""

import shlex
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tests.faults.child import Told
from tests.faults.keyring import opened_keys, unlock_of
from tests.faults.story import SECONDS, Story, Words, entry, words_of
from tests.faults.tally import Tally
from workbook.model.errors import UnreadableError, WorkbookError
from workbook.store import frames
from workbook.store.copies import restore
from workbook.store.header import read_header
from workbook.store.kept import kept_beside
from workbook.store.notebook import LOCK_NAME, Notebook
from workbook.store.seal import Position, Seal

_MARK = "<afterwards>"


class Judge:
    """Looks at one folder after one fault. It writes into the folder."""

    def __init__(self, folder: Path, story: Story, told: Told) -> None:
        self._folder = folder
        self._story = story
        self._told = told
        self._path = Notebook.path_in(folder)
        self.words: Words = {}
        """What was found."""
        self.keys = story.keys
        """What it is sealed with."""
        self._remedy = ""
        self._tally = Tally(
            runs=1,
            acknowledged=story.acknowledged(told),
            refused=told.refusals,
            wrong=list(told.broken),
        )

    def verdict(self, *, mend: bool = True) -> Tally:
        """Read it, then (unless told otherwise) open it as the reader would, save something, and read it again."""
        tally = self._tally
        before = content_of(self._folder)
        found = self._read()
        if content_of(self._folder) != before:
            tally.wrong.append("reading changed something")
        if found is None:
            found = self._brought_back(before)
        self._check(found)
        self._check_what_is_gone(before, self._story.gone_keys(self._told), self._story.gone_words(self._told))
        if mend and not tally.bad:
            self._mend(found)
        # What was refused is there after all once everything was said to be saved.
        tally.recovered += bool(self._told.everything and self._told.refusals)
        tally.recovered = min(tally.recovered, 1)
        return tally

    def _read(self) -> Words | None:
        allowed = self._story.possible_keys(self._told)
        try:
            with Notebook.open(self._folder, unlock=unlock_of(self._path, allowed), read_only=True) as notebook:
                self.words = words_of(notebook)
                if notebook.damaged:
                    self._tally.wrong.append(f"taken for damaged: {notebook.notices}")
                self._tally.recovered += bool(notebook.notices)
                if self._told.everything and not self._told.killed and notebook.notices:
                    self._tally.wrong.append(f"it was closed, and left something to mend: {notebook.notices}")
                if self._path.exists():
                    self._check_keys(allowed)
                return self.words
        except WorkbookError as error:
            self._tally.refused += 1
            if not (isinstance(error, UnreadableError) and error.remedy):
                self._tally.wrong.append(f"opening was refused: {error}")
                return {}
            self._remedy = error.remedy
            return None

    def _check_keys(self, allowed: Collection[int]) -> None:
        members = read_header(self._path.read_bytes(), "")[0].members
        number = opened_keys(members)[0]
        if number not in allowed:
            self._tally.wrong.append(f"it has keys {number}, and only {sorted(allowed)} are expected")
        self.keys = number or 0

    def _brought_back(self, before: Mapping[str, bytes]) -> Words:
        """Follow the way back that the refusal names."""
        if content_of(self._folder) != before:
            self._tally.wrong.append("something was changed although opening was refused")
        if "restore" not in self._remedy or str(self._folder) not in self._remedy:
            return {}
        command = self._remedy[self._remedy.index("restore ") + len("restore ") : self._remedy.index("”")]
        restore(self._folder, Path(shlex.split(command)[0]), unlock_of(Path(shlex.split(command)[0])))
        self._tally.recovered += 1
        return self._read() or {}

    def _check(self, found: Words) -> None:
        self._tally.lost += self._story.count_lost(self._told, found)
        possible = self._story.possible_words(self._told)
        if found not in possible:
            self._tally.wrong.append(f"found {_short(found)}, and not one of {[_short(each) for each in possible]}")

    def _check_what_is_gone(self, files: Mapping[str, bytes], keys: Collection[int], words: Collection[str]) -> None:
        if not keys and not words:
            return
        for name, content in files.items():
            sealed_with, payloads = opened_with_any(content)
            if sealed_with in keys:
                self._tally.wrong.append(f"{name} still opens with keys {sealed_with}")
            self._tally.wrong += [f"{word} is still in {name}" for word in words if word.encode() in payloads + content]

    def _mend(self, found: Words) -> None:
        """Open it, save, close, and read it again."""
        with Notebook.open(self._folder, unlock=unlock_of(self._path)) as notebook:
            self._tally.recovered += bool(notebook.notices)
            if words_of(notebook) != found:
                self._tally.wrong.append("opened for writing it says something else")
            notebook.save(entry("afterwards", _MARK)).wait(SECONDS)
        with Notebook.open(self._folder, unlock=unlock_of(self._path), read_only=True) as notebook:
            if words_of(notebook) != {**found, "afterwards": _MARK} or notebook.notices:
                self._tally.wrong.append("what was saved afterwards is not there, or not without a notice")
        self._check_files()
        self._check_what_is_gone(content_of(self._folder), (), self._story.gone_once_mended(found))

    def _check_files(self) -> None:
        expected = {self._path, self._folder / LOCK_NAME, *(each.path for each in kept_beside(self._path))}
        for each in self._folder.iterdir():
            if each not in expected:
                self._tally.wrong.append(f"{each.name} was left behind")
            if stat.S_IMODE(each.stat().st_mode) != 0o600:
                self._tally.wrong.append(f"{each.name} is not private")


def content_of(folder: Path) -> dict[str, bytes]:
    """Every file in a folder but the lock."""
    if not folder.exists():
        return {}
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir()) if each.name != LOCK_NAME}


def opened_with_any(content: bytes) -> tuple[int | None, bytes]:
    """The passphrase of a file by number, and all that it opens there, older forms too. None if it is no notebook."""
    try:
        header, start = read_header(content, "")
        number, keys = opened_keys(header.members)
        return number, b"\n".join(_payloads(content, start, header.seal(keys, "")))
    except UnreadableError:
        return None, b""


def _payloads(content: bytes, start: int, seal: Seal) -> Iterator[bytes]:
    position = Position()
    for frame in frames.frames(content, start):
        try:
            yield seal.open(position, frame.sealed)
        except ValueError:
            return
        position = position.after(frame.sealed)


def _short(words: Words) -> list[str]:
    return sorted(f"{name} {text[:12]}" for name, text in words.items())
