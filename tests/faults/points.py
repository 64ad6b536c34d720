"""Every deed, stopped or refused at each of its calls in turn."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.faults.child import Told, Voice, run
from tests.faults.deeds import Deed, judged
from tests.faults.place import workplace
from tests.faults.shim import ERRORS, HALVES, How, Point, Shim
from tests.faults.tally import Tally

REFUSALS = (How.ERROR, How.ERROR_HALF, How.ERRORS)
KILLS = (How.KILL_BEFORE, How.KILL_AFTER, How.KILL_HALF)


def killed_everywhere(deed: Deed) -> Tally:
    """Killed before, after and half way through every call."""
    return _matrix(deed, lambda number: [Point(number, how) for how in KILLS])


def refused_everywhere(deed: Deed, *, every_error: bool) -> Tally:
    """Every call refused once, half done and refused, refused from then on; every write written in part.

    With every error there is; or with another one from call to call.
    """

    def points(number: int) -> Sequence[Point]:
        errors = ERRORS if every_error else (ERRORS[number % len(ERRORS)],)
        refusals = [Point(number, how, error) for how in REFUSALS for error in errors]
        return [*refusals, Point(number, How.SHORT)]

    return _matrix(deed, points)


def _matrix(deed: Deed, points: Callable[[int], Sequence[Point]]) -> Tally:
    tally = Tally()
    with workplace() as place:
        template = Path(place) / "template"
        template.mkdir()
        deed.prepare(template)
        calls = met(deed, template)
        for point in (each for number in range(1, len(calls) + 1) for each in points(number)):
            if point.how in HALVES and calls[point.number - 1] != "pwrite":
                continue
            base = Path(place) / "base"
            shutil.copytree(template, base)
            told = run(partial(_act, deed, base, point))
            tally.add(_judged(deed, base, told, point).at(f"{deed.name}, {point}"))
            shutil.rmtree(base)
    return tally


def met(deed: Deed, template: Path) -> list[str]:
    """The calls of a deed that nobody disturbs."""
    base = template.with_name("undisturbed")
    shutil.copytree(template, base)
    told = run(partial(_act, deed, base, None))
    assert told.everything, (deed.name, told)
    shutil.rmtree(base)
    return told.notes


def _act(deed: Deed, base: Path, point: Point | None, voice: Voice) -> None:
    shim = Shim(point, partial(voice.say, "broken"))
    shim.install()
    deed.act(base, voice, shim.arm, tries=2)
    if point is None:
        for name in shim.met:
            voice.say("note", name)


def _judged(deed: Deed, base: Path, told: Told, point: Point) -> Tally:
    result = judged(deed, base, told)
    if point.how in KILLS:
        if not told.killed:
            result.wrong.append("the call was not met")
    elif point.how is not How.ERRORS and not told.everything:
        result.wrong.append(f"one refusal was not got over: {told.not_opened or told.unsaved or told.refused}")
    if point.how is How.SHORT and told.refusals:
        result.wrong.append(
            f"written in part, and not carried on with: {told.not_opened or told.unsaved or told.refused}"
        )
    return result
