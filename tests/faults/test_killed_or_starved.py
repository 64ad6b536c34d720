import random
import subprocess
import sys
from pathlib import Path

import pytest

from workbook.model.errors import InUseError
from workbook.store.notebook import FILE_NAME, Notebook

SAVER = Path(__file__).with_name("saver.py")
KILLS = 20


def saver(folder: Path, way: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, SAVER, folder, way], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def text_of(notebook: Notebook, name: str) -> object:
    entry = notebook.entry(name)
    return entry and entry.answers["what"].value


@pytest.mark.parametrize("seed", [1])
def test_everything_acknowledged_is_there_after_kill_9(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: list[str] = []
    for _kill in range(KILLS):
        with saver(tmp_path, "stream") as process:
            assert process.stdout is not None
            for _line in range(chance.choice([1, 2, 2, chance.randrange(1, 60)])):
                acknowledged.append(process.stdout.readline())
            # Anywhere in the next save, without a clock.
            for _turn in range(chance.randrange(200_000)):
                pass
            process.kill()
            acknowledged += process.stdout.readlines()
        with Notebook.open(tmp_path, read_only=True) as notebook:
            for line in acknowledged:
                name = line.strip()
                if name != "ready" and line.endswith("\n"):
                    number = int(name.removeprefix("entry-"))
                    assert text_of(notebook, name) == f"words of {name} " * (number % 50 * 20)
        # What was cut off is set aside by the next one that opens for writing.
        with Notebook.open(tmp_path) as notebook:
            assert len(notebook.notices) <= 1
    assert len(acknowledged) > KILLS


def test_second_process_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with saver(tmp_path, "hold") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        with pytest.raises(InUseError):
            Notebook.open(tmp_path)
        with saver(tmp_path, "hold") as second:
            out, _err = second.communicate()
        assert (second.returncode, "open in another window" in out) == (4, True)
        first.communicate("\n")
    assert first.returncode == 0
    with Notebook.open(tmp_path) as notebook:
        assert text_of(notebook, "held") == "words"


def test_lock_goes_with_a_killed_process(tmp_path: Path) -> None:
    with saver(tmp_path, "hold") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        process.kill()
    with Notebook.open(tmp_path) as notebook:
        assert text_of(notebook, "held") == "words"


def test_file_that_may_not_grow_says_so_and_later_saves_bring_everything(tmp_path: Path) -> None:
    with saver(tmp_path, "limited") as process:
        out, _err = process.communicate()
    refusals, last = out.splitlines()[:-1], out.splitlines()[-1]
    assert process.returncode == 0
    assert last == "saved"
    assert len(refusals) == 2
    assert all("Not saved" in line and "may not grow" in line for line in refusals)
    with Notebook.open(tmp_path) as notebook:
        assert [text_of(notebook, name) for name in ("first", "second", "third", "fourth")] == [
            "words",
            "second" * 2000,
            "third" * 2000,
            "words",
        ]
        assert notebook.notices == ()
    assert {each.name for each in tmp_path.iterdir()} == {FILE_NAME, "notes.lock"}


def test_process_ends_though_the_disk_does_not_answer(tmp_path: Path) -> None:
    with saver(tmp_path, "hang") as process:
        out, _err = process.communicate(timeout=60)
    assert (process.returncode, out.count("the disk does not answer")) == (1, 1)
    with Notebook.open(tmp_path, read_only=True) as notebook:
        assert text_of(notebook, "first") == "words"
