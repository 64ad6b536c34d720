"""The same from outside, by `strace`: processes killed and refused at the very system calls.

`strace` counts the calls of each thread from the moment it is attached, so it is attached to the one thread that is put
to the test, once that thread is about to begin.
"""

import ctypes
import errno
import os
import re
import select
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.faults.child import PATIENCE, Child, Told, Voice
from tests.faults.deeds import DEEDS, Deed, Locking, TakingACopy, Telling, WithoutSecondNames, judged
from tests.faults.place import workplace
from tests.faults.shim import ERRORS
from tests.faults.tally import Tally

_CALLS = (
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
)
_MET = re.compile(rf"(?:\[pid +[0-9]+\] |[0-9]+ +)?({'|'.join(_CALLS)})\(")
_SET_PTRACER = 0x59616D61


class Thread(NamedTuple):
    """Which thread of a deed is traced."""

    deed: Deed
    writer: bool
    """The one that writes, which is there after the first step; else the one that opens."""

    @property
    def name(self) -> str:
        """For the table."""
        return self.deed.name if self.writer or not isinstance(self.deed, Telling) else f"{self.deed.name}: opening"


class Trap(NamedTuple):
    """Where `strace` strikes."""

    call: str
    number: int
    """Of this call in the thread, from 1 on."""
    error: int = 0
    """0 kills."""
    lasting: bool = False

    @property
    def expression(self) -> str:
        """For `strace --inject`."""
        what = f"error={errno.errorcode[self.error]}" if self.error else "signal=KILL"
        return f"{self.call}:{what}:when={self.number}{'+' if self.lasting else ''}"


def _traced(deed: Deed) -> Iterator[Thread]:
    if isinstance(deed, WithoutSecondNames):
        for thread in _traced(deed.deed):
            yield thread._replace(deed=replace(deed, deed=thread.deed))
        return
    if not isinstance(deed, Telling):
        yield Thread(deed, writer=isinstance(deed, Locking))
        return
    if deed.spoil is not None or not deed.story.before:
        yield Thread(deed, writer=False)
    if len(deed.story.steps) > 1:
        yield Thread(replace(deed, begin_at=2), writer=True)


THREADS: Sequence[Thread] = [thread for deed in DEEDS for thread in _traced(deed)]


def why_not() -> str:
    """Why nothing can be traced here; empty if it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    child = Child(_ready)
    child.wait_for_note()
    with _strace(child.pid, ["-e", "trace=none"], None) as tracer:
        problem = _attached(tracer)
        child.kill()
        child.end()
    return problem


def killed(thread: Thread) -> Tally:
    """Killed at each call."""
    return _matrix(thread, lambda call, number: [Trap(call, number)])


def refused(thread: Thread, *, every_error: bool) -> Tally:
    """Each call refused once, and from then on; with every error, or with another one from call to call."""

    def traps(call: str, number: int) -> list[Trap]:
        errors = ERRORS if every_error else (ERRORS[(number + len(call)) % len(ERRORS)],)
        return [Trap(call, number, error, lasting) for error in errors for lasting in (False, True)]

    return _matrix(thread, traps)


def _matrix(thread: Thread, traps: Callable[[str, int], Sequence[Trap]]) -> Tally:
    tally = Tally()
    with workplace() as place:
        template = Path(place) / "template"
        template.mkdir()
        thread.deed.prepare(template)
        dry = Path(place) / "dry"
        shutil.copytree(template, dry)
        told, calls = _run(thread, dry, None)
        assert told.everything and calls, (thread, told, calls)
        for call, count in Counter(calls).items():
            for number in range(1, count + 1):
                for trap in traps(call, number):
                    base = Path(place) / "base"
                    shutil.copytree(template, base)
                    told, met = _run(thread, base, trap)
                    result = judged(thread.deed, base, told)
                    if Counter(met)[call] < number:
                        result.wrong.append("it was not met")
                    if not trap.error and not told.killed:
                        result.wrong.append("it was not killed")
                    if trap.error and not trap.lasting and not told.everything and not _in_new_threads(thread.deed):
                        result.wrong.append(f"one refusal was not got over: {told.not_opened or told.unsaved}")
                    tally.add(result.at(f"{thread.deed.name}, {trap.expression}"))
                    shutil.rmtree(base)
    return tally


def _in_new_threads(deed: Deed) -> bool:
    """Whether each try is made in a thread of its own, whose calls are counted anew."""
    return isinstance(deed, TakingACopy) and deed.by_notebook


def _run(thread: Thread, base: Path, trap: Trap | None) -> tuple[Told, list[str]]:
    """What it told, and the calls that were met."""
    going, go = os.pipe()
    child = Child(partial(_act, thread.deed, base, going))
    os.close(going)
    try:
        main, *others = child.wait_for_note().split()
        target = others[0] if thread.writer else main
        log = base.with_name("log")
        options = ["-e", f"trace={','.join(f'?{call}' for call in _CALLS)}"]
        if _in_new_threads(thread.deed):
            options.append("-f")
        if trap is not None:
            options += ["-e", f"inject={trap.expression}"]
        with _strace(int(target), options, log) as tracer:
            problem = _attached(tracer)
            assert not problem, problem
            os.write(go, b"go")
            told = child.end()
        return told, [found[1] for line in log.read_text().splitlines() if (found := _MET.match(line))]
    finally:
        os.close(go)


def _act(deed: Deed, base: Path, going: int, voice: Voice) -> None:
    deed.act(base, voice, partial(_wait, going, voice), 2)


def _wait(going: int, voice: Voice) -> None:
    _ready(voice, hold=False)
    os.read(going, 1)


def _ready(voice: Voice, *, hold: bool = True) -> None:
    """Let a process that is not the parent trace this one, and say which threads there are."""
    ctypes.CDLL(None).prctl(_SET_PTRACER, -1, 0, 0, 0)
    main = os.getpid()
    others = sorted(int(each.name) for each in Path("/proc/self/task").iterdir() if int(each.name) != main)
    voice.say("note", main, *others)
    if hold:
        select.select([], [], [], PATIENCE)


def _strace(thread: int, options: Sequence[str], log: Path | None) -> "subprocess.Popen[str]":
    out = ["-o", os.devnull if log is None else str(log)]
    return subprocess.Popen(
        ["strace", *out, *options, "-p", str(thread)], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def _attached(tracer: "subprocess.Popen[str]") -> str:
    """Wait until it is attached; gives why it could not be, if so."""
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    return "" if "attached" in line else f"strace may not trace here ({line.strip()})"
