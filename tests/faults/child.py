"""Real processes, forked from one that has imported everything, so that each costs milliseconds."""

import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

PATIENCE = 60.0
"""Seconds after which a process that says nothing is taken for stuck."""


@dataclass
class Told:
    """What a process said before it ended. Only this counts as acknowledged."""

    saved: set[int] = field(default_factory=set)
    """The steps that ended well, by number from 1."""
    refused: dict[int, str] = field(default_factory=dict)
    """The sentences for the steps that did not."""
    refusals: int = 0
    """How often it said that something was refused, and be it only at first."""
    not_opened: str = ""
    """The sentence for an opening that was refused."""
    everything: bool = False
    """At the end it said that everything is saved."""
    unsaved: str = ""
    """At the end it said that something is not, and why."""
    broken: list[str] = field(default_factory=list)
    """What nobody should ever see: tracebacks, promises not kept."""
    notes: list[str] = field(default_factory=list)
    """For the test itself."""
    killed: bool = False

    def take(self, line: str) -> None:
        """Note down one line."""
        kind, _space, rest = line.partition(" ")
        self.refusals += kind in ("refused", "not-opened", "unsaved")
        number, _space, words = rest.partition(" ")
        match kind:
            case "saved":
                self.saved.add(int(number))
                self.refused.pop(int(number), None)
            case "refused":
                self.refused[int(number)] = words
            case "not-opened":
                self.not_opened = rest
            case "opened":
                self.not_opened = ""
            case "everything":
                self.everything = True
            case "unsaved":
                self.unsaved = rest
            case "note":
                self.notes.append(rest)
            case _other:
                self.broken.append(rest)


class Voice:
    """How a process tells. A line is in the pipe before the call returns, so a kill takes nothing back."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def say(self, kind: str, *words: object) -> None:
        """One line, at once."""
        line = " ".join([kind, *map(str, words)]).replace("\n", "\\n")
        os.write(self._descriptor, f"{line}\n".encode(errors="backslashreplace"))


Act = Callable[[Voice], None]


class Child:
    """One process at work."""

    def __init__(self, act: Act) -> None:
        self.told = Told()
        self._rest = b""
        self._reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._reading)
            _live(act, Voice(writing))
        os.close(writing)

    def listen(self, seconds: float) -> bool:
        """Take in what it says for so long, or until it ends. Whether it may have more to say."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._reading], [], [], left)[0]:
                return True
            if not self._take():
                return False
        return True

    def wait_for_note(self) -> str:
        """What it notes next; empty if it ended instead."""
        while not self.told.notes:
            if not select.select([self._reading], [], [], PATIENCE)[0] or not self._take():
                return ""
        return self.told.notes.pop(0)

    def kill(self) -> None:
        """End it as the system would, at once."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> Told:
        """Listen until it ended."""
        if self.listen(PATIENCE):
            self.kill()
            self.told.broken.append("it did not end")
            while self._take():
                pass
        os.close(self._reading)
        _pid, status = os.waitpid(self.pid, 0)
        self.told.killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not self.told.killed and status != 0:
            self.told.broken.append(f"it ended with {os.waitstatus_to_exitcode(status)}")
        return self.told

    def _take(self) -> bool:
        data = os.read(self._reading, 1 << 16)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self.told.take(line.decode())
        return bool(data)


def run(act: Act) -> Told:
    """Do it in a process, to its end."""
    return Child(act).end()


def _live(act: Act, voice: Voice) -> None:
    status = 1
    try:
        # A write past a limit must come back as an error, as it does in the app (Python ignores this signal, too).
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - for the life of the process
        threading.excepthook = lambda args: voice.say("broken", args.exc_value)
        act(voice)
        status = 0
    except BaseException:
        voice.say("broken", traceback.format_exc())
    finally:
        os._exit(status)
