"""Every combination of answers that a gate reads, and what each gate makes of it, told a second time and plainly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import product

from tests.unit.guide.guide_world import TODAY, World, given
from workbook.authoring.library import Library
from workbook.guide.conditions import truth
from workbook.guide.context import Context
from workbook.model.condition import Condition, Op, Ref
from workbook.model.entry import Answer, Entry
from workbook.model.exercise import Exercise
from workbook.model.head import Repeat
from workbook.model.values import Dated, Record, Ticked, Value

GRAVE = ("neck", "weapon", "kill", "stalking", "forced-sex", "pregnancy")
DANGER = ("afraid", "hurt", "watched", "worse", "leaving")
PATTERN = ("gaslighting", "control", "crossings")
CONTROL = ("isolate", "check", "rules", "withhold", "others")
LONG_AGO = timedelta(weeks=5)


@dataclass(frozen=True, slots=True)
class Says:
    """What a reader answered where a gate looks. None: nothing."""

    ever: str | None = None
    lately: str | None = None
    lately_old: bool = False
    """It was answered more than four weeks ago."""
    repeats: str | None = None
    checked_in: bool = False
    """There is a check-in, with these two answers."""
    signs: str | None = None
    felt_safe: str | None = None
    check_in_old: bool = False
    control: str | None = None
    order_before: str | None = None
    """On the first pages."""
    order_here: str | None = None
    """Above the boundaries."""
    seen: str | None = None
    """Whether the safety pages were read."""
    hand_on: str | None = None
    """Whether an advocate may have the answers."""

    @property
    def recent_signs(self) -> str | None:
        """What the check-in of the last four weeks says of danger."""
        return None if self.check_in_old else self.signs

    @property
    def is_in_danger(self) -> bool:
        """Danger in the last four weeks was named, here or at a check-in."""
        return self.lately in DANGER or self.recent_signs in DANGER

    @property
    def is_named(self) -> bool:
        """Danger was named anywhere."""
        return self.ever in GRAVE or self.is_in_danger or self.control == "threaten"

    @property
    def is_clear(self) -> bool:
        """Said clearly, and lately, that there is no danger. Whatever is left out or not sure says something else."""
        checked_in = self.checked_in and not self.check_in_old
        return (
            not self.is_named
            and self.ever == "none"
            and self.lately == "none"
            and (not self.lately_old or (checked_in and self.signs == "none"))
            and (not checked_in or (self.signs == "none" and self.felt_safe in ("yes", "mostly")))
        )

    @property
    def may_try(self) -> bool:
        """Clear, and nothing keeps happening."""
        return self.is_clear and self.repeats == "none" and self.control not in CONTROL

    @property
    def may_speak(self) -> bool:
        """No order forbids it: one that requires contact, or surely none."""
        return self.order_here == "yes" or (self.order_here == "no" and self.order_before == "no")


def every_word_on_danger() -> Iterator[Says]:
    """Every combination of kinds of answers to what the gates on danger read."""
    ever = (None, "none", "unsure", "neck")
    lately = ((None, False), ("none", False), ("none", True), ("unsure", False), ("afraid", False), ("afraid", True))
    repeats = (None, "none", "unsure", "control")
    control = (None, "other", "isolate", "threaten")
    check_in = (
        Says(),
        *(
            Says(checked_in=True, signs=signs, felt_safe=felt, check_in_old=old)
            for signs in (None, "none", "unsure", "hurt")
            for felt in (None, "yes", "no")
            for old in (False, True)
        ),
    )
    for one, (two, old), three, four, said in product(ever, lately, repeats, control, check_in):
        yield replace(said, ever=one, lately=two, lately_old=old, repeats=three, control=four)


def every_single_word() -> tuple[Says, ...]:
    """A reader who is clear of everything, and each option by which they can say otherwise."""
    calm = Says(
        "none",
        "none",
        False,
        "none",
        True,
        "none",
        "yes",
        order_before="no",
        order_here="no",
        seen="yes",
        hand_on="yes",
    )
    orders = (None, "yes", "no", "unsure")
    return (
        calm,
        *(replace(calm, ever=each) for each in (None, "unsure", *GRAVE)),
        *(replace(calm, lately=each) for each in (None, "unsure", *DANGER)),
        *(replace(calm, signs=each) for each in (None, "unsure", *DANGER)),
        *(replace(calm, repeats=each) for each in (None, "unsure", *PATTERN)),
        *(replace(calm, control=each) for each in ("other", "threaten", *CONTROL)),
        *(replace(calm, felt_safe=each) for each in (None, "mostly", "unsure", "no")),
        *(replace(calm, order_before=before, order_here=here) for before in orders for here in orders),
        *(replace(calm, seen=each) for each in (None, "later")),
        *(replace(calm, hand_on=each) for each in (None, "no")),
    )


ORDERS = (("no", "no"), (None, None), ("unsure", "no"), ("no", "yes"))
"""Words on orders: one allows speaking, two do not, and one requires contact."""


def one_of_each() -> Iterator[Says]:
    """Of all who say the same to every rule of `safety.md`, one reader; with each word on orders.

    Whoever asks no more than the rules cannot tell the others from this one.
    """
    found: dict[tuple[object, ...], Says] = {}
    rules = [Ref(None, rule.id) for page in shipped()["safety"].pages for rule in page.rules]
    for says in every_word_on_danger():
        safety = standing(world(says), "safety")
        found.setdefault(tuple(truth(Condition(ref, Op.HOLDS), safety) for ref in rules), says)
    for number, says in enumerate(found.values()):
        for place, (before, here) in enumerate(ORDERS):
            seen, hand_on = (None, "yes")[(number + place) % 2], (None, "no", "yes")[(number + place) % 3]
            yield replace(says, order_before=before, order_here=here, seen=seen, hand_on=hand_on)


@cache
def shipped() -> Mapping[str, Exercise]:
    """Every shipped exercise."""
    library = Library()
    return {head.id: exercise for head in library.heads() if (exercise := library.exercise(head.id))}


BOUNDARIES = (
    Record(
        "told", {"behaviour": "Shouting at me", "safe": "yes", "consequence": "I hang up", "words": "Not like this"}
    ),
    Record(
        "quiet", {"behaviour": "Reading my post", "safe": "no", "consequence": "I use a box", "words": "Kept words"}
    ),
)
"""One boundary that is safe to say, and one that is the reader's alone."""


def world(says: Says, exercises: Mapping[str, Exercise] | None = None) -> World:
    """A notebook in which a reader said this, and wrote two boundaries."""
    here = World()
    here.shelf = dict(exercises or shipped())
    here.stored = dict(_stored(says))
    return here


@cache
def _stored(says: Says) -> Mapping[str, Entry]:
    here = World()
    here.shelf = dict(shipped())
    old = TODAY - LONG_AGO
    _put(
        here,
        "safety",
        {"ever": _ticked(says.ever), "repeats": _ticked(says.repeats), "seen": says.seen, "hand-on": says.hand_on},
    )
    _put(here, "safety", {"lately": _ticked(says.lately)}, old if says.lately_old else TODAY)
    _put(here, "red-flags", {"control": _ticked(says.control)})
    _put(here, "welcome", {"order": says.order_before})
    _put(here, "boundaries", {"order": says.order_here, "boundaries": BOUNDARIES})
    if says.checked_in:
        answers = {"crossed": 1, "signs": _ticked(says.signs), "felt-safe": says.felt_safe}
        _put(here, "check-in", answers, old if says.check_in_old else TODAY)
    return here.stored


def _put(here: World, exercise_id: str, values: Mapping[str, Value | None], day: object = TODAY) -> None:
    form = here.shelf[exercise_id]
    stamp = f"{day}T12:00:00+00:00"
    answers: dict[str, Answer] = {
        name: replace(given(form, name, value), given=stamp) for name, value in values.items() if value is not None
    }
    if not answers:
        return
    held = here.stored.get(exercise_id)
    about = Dated(str(day), str(day))
    entry = held or Entry(exercise_id, exercise_id, 1, "en", about, stamp, here.next_number(), stamp)
    here.stored[exercise_id] = replace(entry, answers={**entry.answers, **answers})


def _ticked(option: str | None) -> Ticked | None:
    return None if option is None else Ticked((option,))


def standing(here: World, exercise_id: str, says: Mapping[str, Value] | None = None) -> Context:
    """Where the reader stands at an exercise, having said this in it: at its entry, or a new one if it repeats."""
    exercise = here.shelf[exercise_id]
    if exercise.head.repeat is Repeat.ONCE:
        _put(here, exercise_id, says or {})
        return Context(exercise, here.stored.get(exercise_id), here, here, here.today)
    answers = {name: given(exercise, name, value) for name, value in (says or {}).items()}
    entry = Entry("new", exercise_id, 1, "en", Dated(str(TODAY), str(TODAY)), "", answers=answers)
    return Context(exercise, entry, here, here, here.today)
