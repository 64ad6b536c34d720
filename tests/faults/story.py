"""What a process does to a notebook, step by step, and what may be found of it afterwards."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import workbook.store.vault
from tests.faults.child import Told, Voice
from tests.faults.keyring import KEYS, unlock_of
from workbook.model.entry import Answer, Entry, Wording
from workbook.model.errors import NotSavedError, WorkbookError
from workbook.model.ports import Receipt
from workbook.model.values import Dated
from workbook.store.notebook import Notebook

Words = Mapping[str, str]
"""Texts by the names of the entries that say them."""
SECONDS = 30.0
"""So long may a save take in a test."""


def entry(name: str, text: str, recorded: str = "2024-02-03T10:00:00+01:00") -> Entry:
    """An entry that says the text."""
    answer = Answer("journal", 1, "what", "journal", Wording("What happened?"), text)
    return Entry(name, "journal", 1, "en", Dated("today"), recorded, answers={"what": answer})


def words_of(notebook: Notebook) -> dict[str, str]:
    """What the notebook says."""
    return {each.id: str(each.answers["what"].value) for each in notebook.all_entries()}


def text(token: str, length: int = 300) -> str:
    """A text of about that length that holds the token, which no other text should hold."""
    return f"<{token}> " + "words that somebody wrote " * (length // 26)


def token_of(text: str) -> str:
    """What no other text holds."""
    return text[: text.index(">") + 1]


@dataclass(frozen=True, slots=True)
class Save:
    """An entry is written, or written anew."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Erase:
    """An entry is written anew, or taken away if there is no text; and nothing of what it said before is left."""

    name: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Seal:
    """The file is made anew with the keys of another passphrase, or of none; nothing older is left."""

    keys: int


Step = Save | Erase | Seal


@dataclass(frozen=True)
class Story:
    """Steps, from what was there before to what is there at last."""

    steps: Sequence[Step]
    before: Words = field(default_factory=dict)
    keys: int = 0

    @cached_property
    def states(self) -> Sequence[Words]:
        """What the notebook says after so many steps."""
        states: list[Words] = [self.before]
        for step in self.steps:
            words = dict(states[-1])
            if isinstance(step, Save | Erase):
                if step.text is None:
                    words.pop(step.name, None)
                else:
                    words[step.name] = step.text
            states.append(words)
        return states

    def possible_words(self, told: Told) -> Sequence[Words]:
        """What may be found: every acknowledged save, and those that follow it as far as they came, in order."""
        return self.states[self._least(told) :]

    def possible_keys(self, told: Told) -> set[int]:
        """Which keys may open the file."""
        possible = {self.keys}
        for number, step in enumerate(self.steps, 1):
            if isinstance(step, Seal):
                possible = {step.keys} if number in told.saved else possible | {step.keys}
        return possible

    def gone_keys(self, told: Told) -> set[int]:
        """Which keys nothing beside may be sealed with any longer."""
        ever = {self.keys, *(step.keys for step in self.steps if isinstance(step, Seal))}
        sealed_anew = any(isinstance(step, Seal) and number in told.saved for number, step in enumerate(self.steps, 1))
        return ever - self.possible_keys(told) if sealed_anew else set()

    def gone_words(self, told: Told) -> set[str]:
        """What no file may hold any longer, sealed or not: tokens of texts that were replaced before an erasing."""
        last = max((number for number, step in self._well(told) if not isinstance(step, Save)), default=0)
        return self._gone_at(last) if last else set()

    def gone_once_mended(self, found: Words) -> set[str]:
        """The same, once the notebook was opened again that said this: an erasing that was begun is finished then."""
        reached = max((number for number, words in enumerate(self.states) if words == found), default=0)
        # A step that changes no words, such as erasing what is not there, may not have been begun.
        while reached and self.states[reached - 1] == found:
            reached -= 1
        erased = [number for number in range(1, reached + 1) if isinstance(self.steps[number - 1], Erase)]
        return self._gone_at(erased[-1]) if erased else set()

    def _gone_at(self, number: int) -> set[str]:
        written = (step.text for step in self.steps[:number] if isinstance(step, Save | Erase) and step.text)
        return {token_of(each) for each in {*self.before.values(), *written} - {*self.states[number].values()}}

    def count_lost(self, told: Told, found: Words) -> int:
        """How many acknowledged saves are not there, in that form or in one that was saved later."""
        lost = 0
        acknowledged = self._least(told)
        for number, step in enumerate(self.steps, 1):
            if isinstance(step, Save | Erase) and (
                number in told.saved or (told.everything and number <= acknowledged)
            ):
                lost += all(found.get(step.name) != words.get(step.name) for words in self.states[number:])
        written = {step.name for step in self.steps if isinstance(step, Save | Erase)}
        return lost + sum(found.get(name) != text for name, text in self.before.items() if name not in written)

    def acknowledged(self, told: Told) -> int:
        """How many saves were said to be saved."""
        return sum(not isinstance(step, Seal) for _number, step in self._well(told))

    def _least(self, told: Told) -> int:
        if told.everything:
            return len(self.steps)
        return max((number for number, step in self._well(told) if not isinstance(step, Seal)), default=0)

    def _well(self, told: Told) -> Sequence[tuple[int, Step]]:
        """The steps that ended well, with their numbers."""
        return [(number, step) for number, step in enumerate(self.steps, 1) if number in told.saved]


@dataclass(frozen=True, slots=True)
class Limits:
    """When the file is written afresh: the vault's own numbers, made so low that a test meets them."""

    stale: int = 200
    loose: int = 2000

    def set(self) -> None:
        """For the life of this process."""
        workbook.store.vault.STALE = self.stale
        workbook.store.vault.LOOSE = self.loose


def opened(folder: Path, voice: Voice, tries: int) -> Notebook | None:
    """The notebook, or None and a sentence told."""
    for _try in range(tries):
        try:
            notebook = Notebook.open(folder, unlock=unlock_of(Notebook.path_in(folder)))
        except WorkbookError as error:
            voice.say("not-opened", error)
        else:
            voice.say("opened")
            return notebook
    return None


def play(
    notebook: Notebook,
    steps: Sequence[Step],
    voice: Voice,
    begin: Callable[[], None] = lambda: None,
    begin_at: int = 0,
    relief: Callable[[], None] = lambda: None,
    taken: int = 0,
) -> None:
    """Take one step after the other, each waiting for the disk, and say how each ended; then close.

    `begin` is called before the step `begin_at`, `relief` after the last. So many were taken already.
    """
    for number, step in enumerate(steps, 1):
        if number == begin_at:
            begin()
        if number > taken:
            take(notebook, step, number, voice)
    relief()
    try:
        notebook.retry().wait(SECONDS)
        for number, step in enumerate(steps, 1):
            if isinstance(step, Save):
                voice.say("saved", number)
        notebook.close(SECONDS)
    except NotSavedError as error:
        voice.say("unsaved", error)
        with suppress(NotSavedError):
            notebook.close(SECONDS)
    else:
        voice.say("everything")


def begun(notebook: Notebook, step: Step) -> Receipt:
    """The receipt for one step."""
    if isinstance(step, Save):
        return notebook.save(entry(step.name, step.text))
    if isinstance(step, Erase):
        return notebook.remove(step.name) if step.text is None else notebook.erase(entry(step.name, step.text))
    return notebook.change_keys(KEYS[step.keys])


def take(notebook: Notebook, step: Step, number: int, voice: Voice) -> None:
    """Take a step, wait for the disk, and say how it ended."""
    for _try in range(1 if isinstance(step, Save) else 2):
        try:
            begun(notebook, step).wait(SECONDS)
        except NotSavedError as error:
            voice.say("refused", number, error)
        else:
            voice.say("saved", number)
            return
