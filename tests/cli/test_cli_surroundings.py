"""What the process asks of the system before anything is read or written."""

import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import os, resource
from workbook.cli import run
os.umask(0)
assert run(["--data-dir", {folder!r}, "where"]) == 0
print("umask", oct(os.umask(0)))
print("core", resource.getrlimit(resource.RLIMIT_CORE)[0])
"""
DUMPABLE = "import ctypes; print('dumpable', ctypes.CDLL(None).prctl(3))"


def asked(code: str, folder: Path) -> list[str]:
    """What a fresh interpreter prints after a command was run in it."""
    code = ASK.format(folder=str(folder)) + code
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if line.startswith(("umask", "core", "dumpable"))]


def test_new_files_are_the_owners_alone_and_a_crash_leaves_no_memory_behind(tmp_path: Path) -> None:
    umask, core = asked("", tmp_path)
    assert umask == "umask 0o77"
    assert core in ("core 0", "core 1")  # 1: too short for any, and no program that collects them is asked


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has it")
def test_no_other_program_may_look_into_its_memory(tmp_path: Path) -> None:
    assert asked(DUMPABLE, tmp_path)[-1] == "dumpable 0"
