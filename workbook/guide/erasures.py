"""What can be erased for good, in the words in which the reader is asked and told, whatever asks them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from workbook.guide.dating import about_words
from workbook.guide.days import moment_words
from workbook.guide.history import Earlier, Removed
from workbook.guide.sitting import Sitting
from workbook.model.entry import Answer
from workbook.model.head import Repeat
from workbook.model.ports import Receipt


@dataclass(frozen=True)
class Erasure:
    """One thing to erase."""

    question: str
    """Asked before."""
    words: Sequence[str]
    """What goes, one item a line, so that nobody erases the wrong thing."""
    erase: Callable[[], Receipt | None]
    """Does it; None if there is nothing to erase any more."""
    again: Callable[[], Receipt]
    """Does it once more after it failed."""
    also: str = ""
    """What goes with it, or stays, in a sentence or two."""


@dataclass(frozen=True)
class Said:
    """One thing that an answer says or said."""

    when: str
    """What it is, and the time if that is known: "Before, 5 March 2025, 12:00"."""
    words: Sequence[str]
    """How it reads, one item a line."""
    erasure: Erasure


def all_said(sitting: Sitting, question_id: str) -> Iterator[Said]:
    """What an answer says now, what it said before, newest first, and what was removed from it."""
    past = sitting.past
    if words := sitting.words(question_id):
        yield Said(_when(_("Now"), past.given(question_id)), words, of_answer(sitting, question_id))
    for each in past.earlier(question_id):
        yield Said(_when(_("Before"), each.answer.given), each.words, _of_earlier(sitting, question_id, each))
    for gone in past.removed(question_id):
        yield Said(_("Removed"), gone.words, _of_removed(sitting, gone))


def of_answer(sitting: Sitting, question_id: str) -> Erasure:
    """An answer with all that it said before."""
    question = sitting.exercise.question(question_id)
    if question is not None and question.kind == "records":
        also = _("Earlier words go too, and what you removed. Pages that name one of these will say “erased by you”.")
    else:
        also = _("Its earlier words go too.")
    past = sitting.past
    return Erasure(
        _("Erase this answer for good?"),
        sitting.words(question_id),
        lambda: past.erase_answer(question_id),
        past.erase_again,
        also,
    )


def of_all_earlier(sitting: Sitting, question_id: str) -> Erasure:
    """Everything that an answer said before."""
    past = sitting.past
    earlier = past.earlier(question_id)
    return Erasure(
        _("Erase all {n} earlier wordings for good?").format(n=len(earlier)),
        [word for each in earlier for word in each.words],
        lambda: past.erase_earlier(question_id),
        past.erase_again,
        _("What the answer says now stays.") if sitting.words(question_id) else "",
    )


def of_old(sitting: Sitting, old: Answer) -> Erasure:
    """An answer whose question is gone."""
    return Erasure(
        _("Erase this old answer for good?"),
        [old.wording.question, *sitting.old_words(old)],
        lambda: sitting.past.erase_old(old),
        sitting.past.erase_again,
        no_longer_asked(),
    )


def of_entry(sitting: Sitting, words: Sequence[str] = ()) -> Erasure:
    """A whole entry; `words` are what it is known by."""
    head = sitting.exercise.head
    if head.repeat is Repeat.ONCE:
        question = _("Erase everything that you wrote in “{title}”, for good?").format(title=head.title)
    else:
        day = about_words(sitting.about)
        question = _("Erase this entry of “{title}” ({day}) for good?").format(title=head.title, day=day)
    also = _("Every answer in it goes, with all earlier words.")
    return Erasure(question, words, sitting.past.erase_entry, sitting.past.erase_again, also)


def no_longer_asked() -> str:
    """Why an old answer can only be read and erased."""
    return _("It is no longer asked for, so it cannot be changed.")


def cannot_be_undone() -> str:
    """Said before anything is erased."""
    return _("This cannot be undone.")


def out_of_reach() -> str:
    """What erasing does and does not reach."""
    return _(
        "It goes from the notebook's own files. Earlier notebooks kept beside it go too. Backups, synced copies and "
        "copies that you made of your plan may still have it, and a disk can keep traces that no program reaches."
    )


def under_way() -> str:
    """Said until the receipt says more."""
    return _("Erasing…")


def is_erased() -> str:
    """Said once the receipt says so, and not before."""
    return _("Erased. It is no longer in the notebook's own files.")


def not_erased(reason: str) -> str:
    """Said when it failed; `reason` is one or two sentences."""
    return _(
        "This did not work. {reason} What you wanted to erase may still be in the file. You can try again here; if you "
        "leave, the next thing that you erase takes this with it."
    ).format(reason=reason)


def nothing_left() -> str:
    """Said where it was gone before."""
    return _("There is nothing left to erase.")


def _when(what: str, given: str | None) -> str:
    moment = moment_words(given)
    return _("{what}, {moment}").format(what=what, moment=moment) if moment else what


def _of_earlier(sitting: Sitting, question_id: str, which: Earlier) -> Erasure:
    return Erasure(
        _("Erase this earlier wording for good?"),
        which.words,
        lambda: sitting.past.erase_earlier(question_id, which),
        sitting.past.erase_again,
    )


def _of_removed(sitting: Sitting, gone: Removed) -> Erasure:
    return Erasure(
        _("Erase what you removed for good?"),
        gone.words,
        lambda: sitting.past.erase_record(gone.record_id),
        sitting.past.erase_again,
        _("Its earlier words go too. Pages that name it will say “erased by you”."),
    )
