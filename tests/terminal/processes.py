"""Which process was started by which."""

import subprocess
import time
from pathlib import Path


def children_of(parent: int) -> list[int]:
    """The processes that a process has started and that live, in the order of their numbers."""
    if Path("/proc/self/stat").exists():
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, ppid = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:2]
            except OSError:
                continue  # it ended meanwhile
            if int(ppid) == parent and state != "Z":
                found.append(int(path.parent.name))
        return sorted(found)
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in listed.splitlines())
    return sorted(int(pid) for pid, ppid in pairs if int(ppid) == parent)


def lives(process: int) -> bool:
    """Whether a process that need not be ours is there and has not ended."""
    if Path("/proc/self/stat").exists():
        try:
            stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        return stat.rpartition(")")[2].split()[0] != "Z"
    return subprocess.run(["ps", "-p", str(process)], capture_output=True, check=False).returncode == 0


def wait_for_end_of(process: int, seconds: float = 30) -> None:
    """Wait until a process is gone."""
    end = time.monotonic() + seconds
    while lives(process):
        assert time.monotonic() < end, f"process {process} lives on"
        time.sleep(0.01)
