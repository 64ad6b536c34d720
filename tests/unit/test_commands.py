"""The commands that only read leave everything as it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbook.arguments import parse
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.store.notebook import FILE_NAME, LOCK_NAME, Notebook

NOW = datetime(2025, 11, 21, 9, tzinfo=UTC)
READING = [["list"], ["show", "welcome"], ["where"], ["export"]]


def run(folder: Path, *arguments: str) -> int:
    args = parse([*arguments, "--data-dir", str(folder)], lambda: NOW)
    code: int = args.run(args)
    return code


def everything_in(folder: Path) -> dict[Path, tuple[int, int, bytes]]:
    """Each file and folder: its mode, when it was changed, and its bytes."""
    return {
        path: (path.stat().st_mode, path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in (folder, *folder.rglob("*"))
    }


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    """A folder whose notebook lost the end of its last save, and that others may read."""
    folder = tmp_path / "notes"
    with Notebook.open(folder) as notebook:
        sitting = Sitting.open("welcome", Library(), notebook, lambda: NOW)
        sitting.answer("backup", "in a drawer")
        sitting.answer("private", "no")
    path = folder / FILE_NAME
    path.write_bytes(path.read_bytes()[:-2])
    path.chmod(0o644)
    (folder / LOCK_NAME).unlink()
    return folder


@pytest.mark.parametrize("arguments", READING, ids=lambda arguments: arguments[0])
def test_reading_changes_and_makes_nothing(torn: Path, arguments: list[str]) -> None:
    before = everything_in(torn)

    assert run(torn, *arguments) == 0

    assert everything_in(torn) == before


@pytest.mark.parametrize("arguments", READING[:-1], ids=lambda arguments: arguments[0])
def test_reading_needs_no_folder(tmp_path: Path, arguments: list[str]) -> None:
    assert run(tmp_path / "missing", *arguments) == 0
    assert list(tmp_path.iterdir()) == []


def test_export_of_a_torn_notebook_tells_it_beside_the_plan(torn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(torn, "export")

    out, err = capsys.readouterr()
    assert err == f"The last save in {torn / FILE_NAME} is damaged. Everything before it was read.\n"
    assert "damaged" not in out


def test_file_that_is_empty_is_no_notebook_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / FILE_NAME).touch()

    run(tmp_path, "where")

    assert f"Your notebook: {tmp_path / FILE_NAME} (nothing written yet)\n" in capsys.readouterr().out
