"""The house keeps its shape."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "workbook"
SOURCES = sorted(PACKAGE.rglob("*.py"))


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running the code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n' + '\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines())


@pytest.mark.parametrize(
    "argv",
    [
        ["demo"],
        ["list"],
        ["show", "welcome"],
        ["check", str(PACKAGE / "exercises" / "en")],
        ["new", "small-rest"],
        ["stamp", str(PACKAGE / "exercises" / "en" / "welcome.md"), "-o", "-"],
        ["export"],
        ["where"],
    ],
    ids=lambda argv: argv[0],
)
def test_commands_never_load_textual(argv: list[str], tmp_path: Path) -> None:
    argv = ["--data-dir", str(tmp_path), *argv]
    modules = loaded_by(f"from workbook.cli import run; run({argv!r})")
    assert "workbook.commands" in modules
    assert not {name for name in modules if name.split(".")[0] in {"textual", "rich"}}


def test_listing_exercises_does_not_load_the_markdown_parser() -> None:
    modules = loaded_by("from workbook.authoring.library import Library; assert Library().heads()")
    assert "markdown_it" not in modules


def test_practice_is_loaded_only_once_it_is_opened() -> None:
    modules = loaded_by(
        "import workbook.app, workbook.screens.home, workbook.screens.boundaries, workbook.screens.palette"
    )
    assert "workbook.app" in modules
    assert not {"fsrs", "workbook.screens.practice", "workbook.insight.rehearsing"} & modules
    assert "fsrs" in loaded_by("import workbook.screens.practice")


def test_nothing_about_notes_is_loaded_before_the_first_paint() -> None:
    modules = loaded_by("import workbook.app, workbook.running, workbook.screens.home, workbook.screens.first")
    assert "workbook.screens.home" in modules
    assert not {name for name in modules if name.startswith("workbook.insight")}


def test_only_the_composition_root_asks_the_clock() -> None:
    asking = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}:
                owner = node.value
                if isinstance(owner, ast.Name) and owner.id in {"datetime", "date"}:
                    asking.add(source.relative_to(PACKAGE).as_posix())
    assert asking == {"cli.py"}


def test_no_file_is_called_after_having_no_job() -> None:
    assert not [source for source in SOURCES if source.stem in {"utils", "helpers", "manager", "misc", "common"}]


def test_each_room_imports_textual_only_where_it_draws() -> None:
    drawing = set()
    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        if "from textual" in text or "import textual" in text:
            drawing.add(source.relative_to(PACKAGE).parts[0])
    assert drawing <= {"app.py", "curtain.py", "screens", "widgets"}
