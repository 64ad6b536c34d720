"""A short run of every fault. `make faults` is the long one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.__main__ import NOT_RUN
from tests.faults.matrix import FAULTS
from tests.faults.story import words_of
from workbook.store.notebook import Notebook

ROOT = Path(__file__).parents[2]


def python(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """In a process of its own, which may fork as it likes."""
    return subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=600)


@pytest.mark.parametrize("fault", [fault.name for fault in FAULTS])
def test_nothing_acknowledged_is_lost(fault: str) -> None:
    done = python("tests.faults", "--short", fault)
    assert done.returncode in (0, NOT_RUN), done.stdout + done.stderr
    not_run = [line for line in done.stdout.splitlines() if line.startswith("NOT RUN")]
    if not_run:
        part = "all of it" if done.returncode == NOT_RUN else "a part of it; the rest is sound"
        pytest.skip(f"{part}: {not_run[0]}")


def test_process_ends_though_the_disk_does_not_answer(tmp_path: Path) -> None:
    done = python("tests.faults.leaving", str(tmp_path))
    assert (done.returncode, done.stdout.count("the disk does not answer")) == (1, 1)
    with Notebook.open(tmp_path, read_only=True) as notebook:
        assert words_of(notebook)["first"] == "words"
