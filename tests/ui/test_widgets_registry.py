import subprocess
import sys

import pytest
from rich.segment import Segment
from textual.color import Color

from tests.ui.samples import QUESTIONS, field
from tests.ui.showing import HOSTILE, Stage
from workbook.model.kinds import KINDS
from workbook.widgets.answer_field import AnswerField
from workbook.widgets.line_guard import LineGuard
from workbook.widgets.registry import FIELDS, field_class
from workbook.widgets.saved import SaveStatus, SaveTrouble


def test_each_kind_has_its_widget() -> None:
    assert set(FIELDS) == set(KINDS)
    for kind in KINDS:
        assert issubclass(field_class(kind), AnswerField)


def test_widget_of_a_kind_is_imported_when_it_is_first_shown() -> None:
    code = "import sys, workbook.widgets.registry; print('workbook.widgets.tick_list' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_each_kind_takes_the_cursor_and_says_nothing_by_itself(kind: str) -> None:
    app = Stage(lambda: field(kind))
    async with app.run_test(size=(60, 20)) as pilot:
        shown = app.query_one(AnswerField)
        shown.focus_first()
        await pilot.pause()
        assert app.focused is not None
        assert shown in app.focused.ancestors
        shown.show_offered(QUESTIONS[kind].options)
        await pilot.pause()
        assert not app.answers
        assert shown.value is None or KINDS[kind].is_empty(shown.value)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("theme", ["ansi-dark", "textual-light"])
async def test_each_kind_is_drawn_in_each_theme(kind: str, theme: str) -> None:
    app = Stage(lambda: field(kind))
    async with app.run_test(size=(60, 20)) as pilot:
        app.theme = theme
        await pilot.press("tab")
        await pilot.pause()
        assert app.screen_text.strip()


async def test_why_a_save_failed_is_said_without_reading_markup() -> None:
    app = Stage(SaveStatus, SaveTrouble)
    async with app.run_test(size=(120, 10)) as pilot:
        status, trouble = app.query_one(SaveStatus), app.query_one(SaveTrouble)
        status.saving()
        await pilot.pause()
        assert "Saving" in app.screen_text
        status.not_saved()
        trouble.tell([f"Not saved: {HOSTILE}"])
        await pilot.pause()
        assert f"Not saved: {HOSTILE}" in app.screen_text
        status.saved()
        trouble.tell([])
        await pilot.pause()
        assert app.screen_text.strip() == "Saved"


def test_line_guard_drops_what_a_terminal_would_obey_and_keeps_the_rest() -> None:
    dark = Color(0, 0, 0)
    kept = [Segment("plain 日本 é"), Segment("")]
    assert LineGuard().apply(kept, dark) == kept
    evil = "a\x1b]52;c;x\x07b\x9b31m\u202ec\u2066d\x00\x7f\r\n\ud800"
    assert [text for text, _style, _control in LineGuard().apply([Segment(evil)], dark)] == ["a]52;c;xb31mcd?"]
