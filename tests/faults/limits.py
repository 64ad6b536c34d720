"""Real limits: a file that may not grow, and a disk that is full to the last page."""

import ctypes
import os
import pickle
import resource
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.faults.child import Told, Voice, run
from tests.faults.deeds import NOTES, PRESENT, filled
from tests.faults.judge import Judge
from tests.faults.place import workplace
from tests.faults.story import Limits, Save, Seal, Story, opened, play, text
from tests.faults.tally import Tally
from workbook.store.notebook import Notebook

_STEPS = (
    Save("there-1", text("there 1 anew", 3000)),
    Save("new", text("new 1", 3000)),
    Seal(2),
    Save("new", text("new 2", 3000)),
)
_STORY = Story(_STEPS, PRESENT, 1)
_TMPFS = 256 * 1024
_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x20000
_ALONE, _DETACHED = 0x40000 | 0x4000, 2


def file_may_not_grow(rooms: Sequence[int]) -> Tally:
    """With so many bytes more than it has (RLIMIT_FSIZE), which cut writes short; and without a limit again."""
    tally = Tally()
    with workplace() as place:
        template = Path(place) / "template"
        filled(template / NOTES, PRESENT, 1)
        for room in rooms:
            base = Path(place) / "base"
            shutil.copytree(template, base)
            size = Notebook.path_in(base / NOTES).stat().st_size
            told = run(partial(_within, base / NOTES, size + room))
            tally.add(_judged(base / NOTES, told).at(f"{room} bytes of room"))
            shutil.rmtree(base)
    return tally


def disk_is_full(rooms: Sequence[int]) -> Tally:
    """With so many bytes left on a disk of its own, a small tmpfs; and with room again."""
    with workplace() as place:
        result = Path(place) / "result"
        told = run(partial(_on_own_disk, rooms, result))
        if told.broken:
            return Tally(runs=1, wrong=told.broken)
        if not result.exists():
            return Tally(not_run=f"no tmpfs can be mounted here ({' '.join(told.notes)})")
        tally: Tally = pickle.loads(result.read_bytes())
        return tally


def _within(folder: Path, most: int, voice: Voice) -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with_limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, hard))
    without = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (hard, hard))
    _play(folder, voice, with_limit, without)


def _play(folder: Path, voice: Voice, begin: Callable[[], None], relief: Callable[[], None]) -> None:
    Limits(loose=1).set()
    begin()
    notebook = opened(folder, voice, 1)
    if notebook is None:
        relief()
        notebook = opened(folder, voice, 1)
    if notebook is not None:
        play(notebook, _STEPS, voice, relief=relief)


def _judged(folder: Path, told: Told) -> Tally:
    result = Judge(folder, _STORY, told).verdict()
    if not told.everything:
        result.wrong.append(f"with room again it was still not saved: {told.not_opened or told.unsaved}")
    return result


def _on_own_disk(rooms: Sequence[int], result: Path, voice: Voice) -> None:
    with workplace() as place:
        try:
            _mount(Path(place))
        except OSError as error:
            voice.say("note", error)
            return
        try:
            result.write_bytes(pickle.dumps(_with_little_room(Path(place), rooms)))
        finally:
            _system(_libc().umount2(os.fsencode(place), _DETACHED))


def _with_little_room(place: Path, rooms: Sequence[int]) -> Tally:
    tally = Tally()
    template, base = place / "template", place / "base"
    filled(template / NOTES, PRESENT, 1)
    for room in rooms:
        shutil.copytree(template, base)
        with _ballast(place, room) as relief:
            told = run(lambda voice, relief=relief: _play(base / NOTES, voice, lambda: None, relief))  # type: ignore[misc]
        tally.add(_judged(base / NOTES, told).at(f"{room} bytes left"))
        shutil.rmtree(base)
    return tally


@contextmanager
def _ballast(place: Path, room: int) -> Iterator[Callable[[], None]]:
    ballast = place / "ballast"
    status = os.statvfs(place)
    ballast.write_bytes(bytes(max(0, status.f_bavail * status.f_frsize - room)))
    yield ballast.unlink
    ballast.unlink(missing_ok=True)


def _mount(place: Path) -> None:
    """A small disk that only this process and its children see."""
    libc, user, group = _libc(), os.getuid(), os.getgid()
    _system(libc.unshare(_NEW_MOUNTS | (_NEW_USER if user else 0)))
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    _system(libc.mount(b"none", b"/", None, _ALONE, None))
    _system(libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", 0, b"mode=700,size=%d" % _TMPFS))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _system(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
