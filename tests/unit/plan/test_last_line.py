"""The last line of a chronology, checked as the docs say, with the tools that they name."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workbook.model.exercise import Audience
from workbook.model.prose import Paragraph, Recalled
from workbook.plan.document import Plan, Section
from workbook.plan.last_line import CHECK
from workbook.plan.markdown import to_markdown
from workbook.plan.text import to_text

DOCS = Path(__file__).parents[3] / "docs" / "privacy.md"
COMMANDS = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if re.search(r" FILE( \||$)", line)]
Print = Callable[[Plan], str]
PRINTS = [pytest.param(to_markdown, id="md"), pytest.param(to_text, id="text")]


def chronology(words: str = "«Ñandú» said “no”, 鍵 🗝") -> Plan:
    section = Section("", "Day by day", (Paragraph((Recalled(words),)),))
    return Plan("What happened", date(2025, 11, 21), (section,), audience=Audience.CHRONOLOGY)


def worked_out(command: str, file: Path) -> str:
    if any(shutil.which(name) is None for name in re.findall(r"(?:^|\| )(\w+)", command)):
        pytest.skip(f"not here: {command}")
    shell = ["sh", "-c", command.replace("FILE", '"$1"'), "sh", str(file)]
    return subprocess.run(shell, check=True, capture_output=True, text=True, timeout=60).stdout.split()[0]


def test_docs_name_the_command_that_stands_in_the_copy() -> None:
    assert len(COMMANDS) == 3
    assert CHECK in COMMANDS
    assert CHECK in to_text(chronology())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.rpartition("| ")[2].split()[0])
@pytest.mark.parametrize("to_print", PRINTS)
@pytest.mark.parametrize("words", ["«Ñandú» said “no”, 鍵 🗝", "a" * 500 + "\n\n1234 5678"], ids=["letters", "lines"])
def test_every_command_of_the_docs_works_out_the_last_line(
    tmp_path: Path, command: str, to_print: Print, words: str
) -> None:
    copy = tmp_path / "what happened.md"
    copy.write_text(to_print(chronology(words)), encoding="utf-8")

    assert worked_out(command, copy) == copy.read_text(encoding="utf-8").splitlines()[-1].replace(" ", "")


@pytest.mark.parametrize("to_print", PRINTS)
def test_one_changed_letter_gives_another_last_line(to_print: Print) -> None:
    ours, other = (to_print(chronology(words)).splitlines()[-1] for words in ("They said no.", "They said No."))

    assert ours != other


@pytest.mark.parametrize("to_print", PRINTS)
def test_last_line_fits_on_a_screen_and_can_be_copied_by_hand(to_print: Print) -> None:
    line = to_print(chronology()).splitlines()[-1]

    assert re.fullmatch(r"(?:[0-9a-f]{4} ){15}[0-9a-f]{4}", line)
    assert len(line) < 80


@pytest.mark.parametrize("to_print", PRINTS)
def test_what_it_shows_is_said_and_nothing_more_is_claimed(to_print: Print) -> None:
    said = " ".join(to_print(chronology()).split())

    assert "this text was not changed since. That is all it shows." in said
    assert "Dates and times come from this computer's clock" in said
    assert not re.search(r"admissible|\bproofs?\b|\bproves?\b|evidence|guarantee", said)


@pytest.mark.parametrize("audience", [each for each in Audience if each is not Audience.CHRONOLOGY])
def test_other_copies_have_no_such_line(audience: Audience) -> None:
    assert "SHA-256" not in to_markdown(Plan("Mine", date(2025, 11, 21), (), audience=audience))
