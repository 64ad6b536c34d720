"""Every text of the interface goes through gettext: in a language without Latin letters none are left."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbook.helplines.reading import regions

ROOT = Path(__file__).parents[2]
SCREENS = {
    "AnswersScreen",
    "BoundariesScreen",
    "BoundaryScreen",
    "CommandPalette",
    "ElsewhereScreen",
    "EntriesScreen",
    "EraseScreen",
    "EvidenceScreen",
    "FirstPagesScreen",
    "FirstScreen",
    "HelpScreen",
    "HistoryScreen",
    "HomeScreen",
    "PassphraseScreen",
    "PlanScreen",
    "PrivacyScreen",
    "RegionScreen",
    "WorkingScreen",
}
NO_WORDS = re.compile(
    r"(?:Ctrl|Shift)\+\w+|\b(?:F\d+|Esc|Enter|Tab)\b|\b[a-z]\b|"  # keys
    r"workbook (?:--plain )?--data-dir|/\w+ [a-z-]+\b|\S*/\S*|"  # what is typed, and where files are
    r"\bmemory\b"  # what the test's own disk is called
)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[str, str]]:
    folder = tmp_path_factory.mktemp("unmarked")
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.unmarked", folder], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told: Mapping[str, tuple[str, str]] = json.loads(done.stdout)
    return told


def test_walk_comes_to_the_main_screens(seen: Mapping[str, tuple[str, str]]) -> None:
    assert {screen for screen, _text in seen.values()} >= SCREENS


def test_no_text_goes_past_gettext(seen: Mapping[str, tuple[str, str]]) -> None:
    names = "|".join(sorted((re.escape(each.name) for each in regions()), key=len, reverse=True))
    left = [
        f"{name}: {line.strip()}"
        for name, (_screen, text) in seen.items()
        for line in text.splitlines()
        if re.search("[A-Za-z]", re.sub(names, "", NO_WORDS.sub("", line)))
    ]
    assert left == []
