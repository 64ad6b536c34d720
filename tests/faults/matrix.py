"""Every fault, by name, each to be run short or long."""

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from tests.faults import canary, clocks, damage, kills, limits, points, power, traced, windows
from tests.faults.deeds import DEEDS, Deed
from tests.faults.tally import Tally


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried."""

    kills: int
    """Processes that are killed at a random time."""
    samples: int
    """Disks that are made up by chance for each moment of a power cut."""
    every_error: bool
    """Each error at each call; else another one from call to call."""
    stride: int
    """Every so manieth byte is damaged."""
    room: int
    """Between one amount of room on a disk and the next, in bytes."""
    rounds: int
    """Of what is left to chance otherwise."""
    seed: int


SHORT = Effort(kills=150, samples=3, every_error=False, stride=41, room=1499, rounds=3, seed=1)
LONG = Effort(kills=10_000, samples=40, every_error=True, stride=1, room=97, rounds=60, seed=1)

Row = tuple[str, Callable[[Effort], Tally]]
"""A row of the table: what is done, and how it is found out."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault, and all that it may strike."""

    name: str
    about: str
    rows: tuple[Row, ...]

    def run(self, effort: Effort) -> Iterator[tuple[str, Tally]]:
        """Row by row."""
        for name, find_out in self.rows:
            yield name, find_out(effort)


def _of_deeds(find_out: Callable[..., Tally]) -> tuple[Row, ...]:
    return tuple((deed.name, partial(_with_effort, find_out, deed)) for deed in DEEDS)


def _with_effort(find_out: Callable[..., Tally], subject: object, effort: Effort) -> Tally:
    return find_out(subject, effort)


@cache
def _why_not_traced() -> str:
    return traced.why_not()


def _of_threads(find_out: Callable[[traced.Thread, Effort], Tally]) -> tuple[Row, ...]:
    def unless(thread: traced.Thread, effort: Effort) -> Tally:
        why_not = _why_not_traced()
        return Tally(not_run=why_not) if why_not else find_out(thread, effort)

    return tuple((thread.name, partial(_with_effort, unless, thread)) for thread in traced.THREADS)


def _power_cut(deed: Deed, effort: Effort) -> Tally:
    if platform.system() == "Darwin":
        return Tally(not_run="a Mac syncs in a way that the recorder does not see")
    return power.power_cut(deed, effort.samples, effort.seed)


FAULTS: tuple[Fault, ...] = (
    Fault(
        "random-kills",
        "kill -9 at a random time while saving, rewriting, changing the passphrase, locking",
        (("saves, rewritings, passphrases", lambda effort: kills.killed_at_random(effort.kills, effort.seed)),),
    ),
    Fault(
        "kills",
        "kill -9 before, after and half way through each call that changes a file",
        _of_deeds(lambda deed, _effort: points.killed_everywhere(deed)),
    ),
    Fault(
        "errors",
        "EIO, ENOSPC, EDQUOT, EROFS at each call, once and from then on; writes in part",
        _of_deeds(lambda deed, effort: points.refused_everywhere(deed, every_error=effort.every_error)),
    ),
    Fault(
        "strace-kills",
        "kill -9 at each system call, by strace",
        _of_threads(lambda thread, _effort: traced.killed(thread)),
    ),
    Fault(
        "strace-errors",
        "EIO, ENOSPC, EDQUOT, EROFS at each system call, by strace",
        _of_threads(lambda thread, effort: traced.refused(thread, every_error=effort.every_error)),
    ),
    Fault(
        "power",
        "the power is cut; of what was not synced any part is there, in any order",
        _of_deeds(_power_cut),
    ),
    Fault(
        "room",
        "no more room",
        (
            ("RLIMIT_FSIZE", lambda effort: limits.file_may_not_grow(range(0, 12_000, effort.room))),
            ("full disk (tmpfs)", lambda effort: limits.disk_is_full(range(0, 90_000, max(4096, effort.room)))),
        ),
    ),
    Fault(
        "windows",
        "two windows at once; a disk that does not answer",
        (
            ("two instances", lambda effort: windows.two_at_once(effort.rounds)),
            ("no answer", lambda _effort: windows.no_answer()),
        ),
    ),
    Fault(
        "clock",
        "the clock jumps ten years, an hour, a day; time zones change",
        (("sessions", lambda effort: clocks.clock_jumps(effort.rounds, effort.seed)),),
    ),
    Fault(
        "damage",
        "a byte turned or zero, zeros from there on, cut off there",
        (
            ("no passphrase", lambda effort: damage.every_byte(0, effort.stride, rewritten=False)),
            ("passphrase", lambda effort: damage.every_byte(1, effort.stride, rewritten=False)),
            ("rewritten", lambda effort: damage.every_byte(1, effort.stride, rewritten=True)),
        ),
    ),
    Fault(
        "canary",
        "a word is written, rewritten, refused, copied, killed and crashed with; all files and output are searched",
        (
            ("passphrase", lambda _effort: canary.sealed_leaves_nothing()),
            ("none, to see that the search finds it", lambda _effort: canary.search_finds_it()),
        ),
    ),
)
