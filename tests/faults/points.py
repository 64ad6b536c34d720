"""Every deed, stopped or refused at each of its calls in turn."""

import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.faults.child import Told, Voice, run
from tests.faults.deeds import Deed
from tests.faults.place import workplace
from tests.faults.shim import ERRORS, HALVES, How, Point, Shim
from tests.faults.tally import Tally

KILLS = (How.KILL_BEFORE, How.KILL_AFTER, How.KILL_HALF)


def killed_everywhere(deed: Deed) -> Tally:
    """Killed before, after and half way through every call."""
    return _matrix(deed, [(how, 0) for how in KILLS])


def refused_everywhere(deed: Deed, errors: Sequence[int] = ERRORS) -> Tally:
    """Every call refused once, half done and refused, refused from then on; every write written in part."""
    ways = [(how, error) for how in (How.ERROR, How.ERROR_HALF, How.ERRORS) for error in errors]
    return _matrix(deed, [*ways, (How.SHORT, 0)])


def _matrix(deed: Deed, ways: Sequence[tuple[How, int]]) -> Tally:
    tally = Tally()
    with workplace() as place:
        template = Path(place) / "template"
        template.mkdir()
        deed.prepare(template)
        for point in _points(met(deed, template), ways):
            base = Path(place) / "base"
            shutil.copytree(template, base)
            told = run(partial(_act, deed, base, point))
            result = _judged(deed, base, told, point)
            result.wrong = [f"{deed.name}, {point}: {each}" for each in result.wrong]
            if result.lost:
                result.wrong.append(f"{deed.name}, {point}: {result.lost} lost")
            tally.add(result)
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


def _points(calls: Sequence[str], ways: Sequence[tuple[How, int]]) -> Iterator[Point]:
    for number, name in enumerate(calls, 1):
        for how, error in ways:
            if how not in HALVES or name == "pwrite":
                yield Point(number, how, error)


def _act(deed: Deed, base: Path, point: Point | None, voice: Voice) -> None:
    shim = Shim(point, partial(voice.say, "broken"))
    shim.install()
    deed.act(base, voice, shim.arm, tries=2)
    if point is None:
        for name in shim.met:
            voice.say("note", name)


def _judged(deed: Deed, base: Path, told: Told, point: Point) -> Tally:
    result = deed.judge(base, told)
    if point.how in KILLS:
        if not told.killed:
            result.wrong.append("the call was not met")
    elif point.how is not How.ERRORS and not told.everything:
        result.wrong.append(f"one refusal was not got over: {told.not_opened or told.unsaved or told.refused}")
    if point.how is How.SHORT and (told.refused or told.not_opened):
        result.wrong.append(f"written in part, and not carried on with: {told.not_opened or told.refused}")
    return result
