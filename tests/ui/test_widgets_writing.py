import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._wrap import compute_wrap_offsets
from textual.app import App
from textual.containers import VerticalScroll
from textual.document._document import Document, Location
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import Static

from tests.ui.samples import field
from tests.ui.showing import HOSTILE, Stage
from workbook.model.values import Dated, Value
from workbook.widgets import long_lines
from workbook.widgets.answer_field import AnswerField
from workbook.widgets.writing import WritingArea


def area_of(app: App[None]) -> WritingArea:
    return app.query_one(WritingArea)


@pytest.mark.parametrize("kind", ["short", "journal"])
async def test_every_key_is_told_and_is_not_urgent(kind: str) -> None:
    app = Stage(lambda: field(kind))
    async with app.run_test() as pilot:
        await pilot.press("h", "i")
        assert [(event.value, event.at_once) for event in app.answers] == [("h", False), ("hi", False)]


@pytest.mark.parametrize("kind", ["short", "journal", "number", "date"])
async def test_saved_answer_is_shown_and_nothing_is_told(kind: str) -> None:
    saved: dict[str, Value] = {"number": 7, "date": Dated("around Easter")}
    app = Stage(lambda: field(kind, saved.get(kind, "saved words")))
    async with app.run_test() as pilot:
        await pilot.press("right", "tab")
        assert area_of(app).text in ("7", "around Easter", "saved words")
        assert not app.answers


async def test_emptied_text_is_no_answer() -> None:
    app = Stage(lambda: field("short", "a"))
    async with app.run_test() as pilot:
        await pilot.press("backspace")
        assert app.last_value() is None


async def test_writing_goes_on_where_it_ended() -> None:
    app = Stage(lambda: field("short", "one"), lambda: field("journal", "a\nb"))
    async with app.run_test() as pilot:
        await pilot.press("!", "tab", "c")
        assert [event.value for event in app.answers] == ["one!", "a\nbc"]


async def test_one_backspace_after_tab_takes_one_letter() -> None:
    app = Stage(lambda: field("choice"), lambda: field("short", "abc"))
    async with app.run_test() as pilot:
        await pilot.press("tab", "end", "backspace")
        assert app.last_value() == "ab"


async def test_enter_goes_on_from_a_short_text_and_makes_a_line_in_a_journal() -> None:
    app = Stage(lambda: field("short"), lambda: field("journal"))
    async with app.run_test() as pilot:
        await pilot.press("a", "enter", "b", "enter", "c")
        assert [event.value for event in app.answers] == ["a", "b", "b\n", "b\nc"]
        await pilot.press("shift+tab")
        assert area_of(app).has_focus


async def test_pasted_lines_are_kept_and_what_a_terminal_would_obey_is_not() -> None:
    app = Stage(lambda: field("short"))
    async with app.run_test() as pilot:
        app.post_message(events.Paste("one\r\ntwo\x1b]52;c;x\x07\u202e three\x0bfour"))
        await pilot.pause()
        assert app.last_value() == "one\ntwo]52;c;x three\nfour"


async def test_undo_brings_text_back_and_tells_it() -> None:
    app = Stage(lambda: field("journal", "kept"))
    async with app.run_test() as pilot:
        area = area_of(app)
        area.select_all()
        await pilot.press("delete")
        assert app.last_value() is None
        await pilot.press("ctrl+z")
        assert app.last_value() == "kept"


async def test_cut_without_a_selection_takes_nothing() -> None:
    app = Stage(lambda: field("journal", "a long paragraph"))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+x")
        assert area_of(app).text == "a long paragraph"


async def test_keys_of_the_screens_are_left_to_them() -> None:
    heard = []

    class Screens(Stage):
        def on_key(self, event: events.Key) -> None:
            heard.append(event.key)

    app = Screens(lambda: field("journal", "abc"))
    async with app.run_test() as pilot:
        await pilot.press("f6", "f7", "escape")
        assert heard == ["f6", "f7", "escape"]
        assert area_of(app).selection.is_empty


@pytest.mark.parametrize("kind", ["short", "journal"])
async def test_hostile_text_is_shown_and_kept_as_it_stands(kind: str) -> None:
    app = Stage(lambda: field(kind, HOSTILE))
    async with app.run_test(size=(120, 24)) as pilot:
        assert HOSTILE in app.screen_text
        await pilot.press("end", "!")
        assert app.last_value() == HOSTILE + "!"


async def test_number_that_is_none_stays_in_the_field_and_is_not_told() -> None:
    app = Stage(lambda: field("number"))
    async with app.run_test() as pilot:
        await pilot.press("1", "x")
        assert [event.value for event in app.answers] == [1]
        assert "! Please write a whole number, 0 or more." in app.screen_text
        assert area_of(app).text == "1x"
        await pilot.press("backspace", "2")
        assert [event.value for event in app.answers] == [1, 12]
        assert "Please write" not in app.screen_text


@pytest.mark.parametrize("typed", ["-1", "1.5", "1" * 5000, "½"])
async def test_only_whole_numbers_are_numbers(typed: str) -> None:
    app = Stage(lambda: field("number"))
    async with app.run_test() as pilot:
        area_of(app).insert(typed)
        await pilot.pause()
        assert not app.answers
        assert area_of(app).text == typed


async def test_day_that_was_understood_is_shown() -> None:
    app = Stage(lambda: field("date"))
    async with app.run_test() as pilot:
        await pilot.press(*"3 Marc")
        assert app.last_value() == Dated("3 Marc")
        await pilot.press("h")
        assert app.last_value() == Dated("3 March", "2025-03-03")
        assert "= Monday, 3 March 2025" in app.screen_text


async def test_caret_stays_in_view_of_the_page() -> None:
    app = Stage(lambda: Static("\n" * 8), lambda: field("journal"), lambda: Static("\n" * 8))
    async with app.run_test(size=(40, 12)) as pilot:
        area = area_of(app)
        for _line in range(20):
            await pilot.press("x", "enter")
            await pilot.pause()
            assert app.query_one(VerticalScroll).region.contains_point(area.cursor_screen_offset)
        await pilot.press(*["up"] * 19)
        await pilot.pause()
        assert app.query_one(VerticalScroll).region.contains_point(area.cursor_screen_offset)
        await pilot.resize_terminal(30, 9)
        await pilot.pause()
        assert app.query_one(VerticalScroll).region.contains_point(area.cursor_screen_offset)


async def test_journal_grows_with_its_text_up_to_a_limit() -> None:
    app = Stage(lambda: field("journal"))
    async with app.run_test(size=(60, 40)) as pilot:
        area = area_of(app)
        assert area.size.height == 5
        area.insert("x\n" * 7)
        await pilot.pause()
        assert area.size.height == 8
        area.insert("x\n" * 70)
        await pilot.pause()
        assert area.size.height == 12


async def test_selected_and_wide_words_are_drawn_whole() -> None:
    app = Stage(lambda: field("journal", "日本語 " * 12 + "\tend"))
    async with app.run_test(size=(44, 24)) as pilot:
        area_of(app).select_all()
        await pilot.pause()
        assert app.screen_text.count("日本語") == 12
        assert "end" in app.screen_text


async def test_words_and_lines_are_walked_as_they_wrap() -> None:
    app = Stage(lambda: field("journal", "alpha beta " * 60))
    async with app.run_test(size=(44, 24)) as pilot:
        area = area_of(app)
        await pilot.press("ctrl+home", "down", "down", "home")
        assert area.cursor_location == (0, area.wrapped_document.get_offsets(0)[1])
        await pilot.press("ctrl+right")
        before = area.cursor_location[1]
        assert area.text[:before].endswith("alpha") or area.text[:before].endswith("beta")
        await pilot.press("ctrl+left")
        assert area.cursor_location[1] == before - len(area.text[:before].split()[-1])


def _location(text: str, index: int) -> Location:
    before = text[:index]
    return before.count("\n"), index - (before.rfind("\n") + 1)


LETTERS = " ab日é\n-"
EDITS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 12), st.text(LETTERS, max_size=14)), max_size=6)


@settings(deadline=None, max_examples=300)
@given(text=st.text(LETTERS, max_size=150), width=st.integers(3, 12), edits=EDITS)
def test_mended_wrapping_is_the_wrapping_of_the_whole(text: str, width: int, edits: list[tuple[int, int, str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_lines, "LONG", 0)
        patch.setattr(long_lines, "_WINDOW", 30)
        document = Document(text)
        wrapped = long_lines.LongLines(document, width)
        for begin, length, words in edits:
            whole = document.text
            start = _location(whole, min(begin, len(whole)))
            end = _location(whole, min(begin + length, len(whole)))
            result = document.replace_range(start, end, words)
            wrapped.wrap_range(start, end, result.end_location)
            fresh = WrappedDocument(document, width)
            assert wrapped._wrap_offsets == fresh._wrap_offsets
            assert wrapped._offset_to_line_info == fresh._offset_to_line_info
            assert wrapped._line_index_to_offsets == fresh._line_index_to_offsets
            for row, line in enumerate(document.lines):
                for column in range(len(line) + 1):
                    assert wrapped.location_to_offset((row, column)) == fresh.location_to_offset((row, column))
                    height = len(fresh.get_offsets(row)) + 1
                    for section in range(-1, height):
                        ours = wrapped.get_target_document_column(row, column, section)
                        assert ours == fresh.get_target_document_column(row, column, section)


async def test_key_in_a_long_paragraph_wraps_only_near_the_caret(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = 0
    stock = compute_wrap_offsets

    def counting(text: str, width: int, tab_size: int) -> list[int]:
        nonlocal wrapped
        wrapped += len(text)
        return stock(text, width, tab_size)

    monkeypatch.setattr(long_lines, "compute_wrap_offsets", counting)
    app = Stage(lambda: field("journal", "some words of a diary " * 5000))
    async with app.run_test() as pilot:
        area_of(app).move_cursor((0, 50_000))
        await pilot.press("a", "backspace", "space")
        assert 0 < wrapped < 10_000
        assert app.query_one(AnswerField).value is not None
