import pytest

from tests.ui.samples import EACH, QUESTIONS, field, options
from tests.ui.showing import HOSTILE, Stage
from workbook.model.exercise import Option, Question
from workbook.model.values import Ticked
from workbook.widgets.answer_field import AnswerField
from workbook.widgets.number_rows import NumberRows
from workbook.widgets.tick_list import TickList
from workbook.widgets.tick_rows import TickRows, WriteIn


async def test_ticks_are_drawn_as_on_paper() -> None:
    app = Stage(lambda: field("checklist", Ticked(("o1",))))
    async with app.run_test(size=(60, 20)):
        assert "[ ] Reads my phone" in app.screen_text
        assert "> [x] Shouts" in app.screen_text


async def test_ticking_tells_at_once_in_the_order_shown() -> None:
    app = Stage(lambda: field("checklist"))
    async with app.run_test() as pilot:
        await pilot.press("down", "space", "up", "space")
        assert [event.value for event in app.answers] == [Ticked(("o1",)), Ticked(("o0", "o1"))]
        assert all(event.at_once and event.question_id == "q" for event in app.answers)


@pytest.mark.parametrize("kind", ["checklist", "choice"])
async def test_enter_goes_on_and_never_chooses_what_was_not_read(kind: str) -> None:
    app = Stage(lambda: field("short"), lambda: field(kind), lambda: field("journal"))
    async with app.run_test() as pilot:
        await pilot.press("enter", "enter", "x")
        assert [event.value for event in app.answers] == ["x"]


async def test_last_tick_taken_away_leaves_no_answer() -> None:
    app = Stage(lambda: field("checklist", Ticked(("o0",))))
    async with app.run_test() as pilot:
        await pilot.press("space")
        assert app.last_value() is None


async def test_option_that_stands_alone_clears_the_rest_and_yields_to_them() -> None:
    app = Stage(lambda: field("checklist", Ticked(("o0", "o1"))))
    async with app.run_test() as pilot:
        await pilot.press("end", "space")
        assert app.last_value() == Ticked(("none",))
        await pilot.press("home", "space")
        assert app.last_value() == Ticked(("o0",))


async def test_write_in_is_revealed_by_its_tick_and_keeps_its_words() -> None:
    app = Stage(lambda: field("checklist"))
    async with app.run_test() as pilot:
        area = app.query_one(WriteIn)
        assert not area.display
        await pilot.press("j", "j", "space", *"hides")
        assert area.has_focus
        assert app.last_value() == Ticked(("other",), {"other": "hides"})
        assert not app.answers[-1].at_once
        await pilot.press("enter", "space")
        assert app.last_value() is None
        await pilot.press("space")
        assert app.last_value() == Ticked(("other",), {"other": "hides"})


async def test_list_is_one_tab_stop() -> None:
    app = Stage(lambda: field("choice"), lambda: field("choice"))
    async with app.run_test() as pilot:
        first, second = app.query(TickList)
        assert first.has_focus
        await pilot.press("tab")
        assert second.has_focus


async def test_choice_moves_and_can_be_cleared() -> None:
    app = Stage(lambda: field("choice"))
    async with app.run_test() as pilot:
        await pilot.press("down", "space", "down", "space", "space")
        assert [event.value for event in app.answers] == ["o1", "o2", None]


async def test_click_on_a_wrapped_row_chooses_that_row() -> None:
    long = Question("q", "choice", "?", options=options("one two three four five six", "seven"))
    app = Stage(lambda: field(long))
    async with app.run_test(size=(26, 20)) as pilot:
        await pilot.click(TickRows, offset=(8, 1))
        await pilot.click(TickRows, offset=(8, 2))
        assert [event.value for event in app.answers] == ["o0", "o1"]


async def test_new_offers_leave_cursor_and_typing_alone() -> None:
    app = Stage(lambda: field("checklist", Ticked(("other",), {"other": "a"})))
    async with app.run_test() as pilot:
        area = app.query_one(WriteIn)
        area.focus()
        offered = (Option("earlier", "An earlier record"), *QUESTIONS["checklist"].options)
        app.query_one(AnswerField).show_offered(offered)
        await pilot.press("b")
        assert area.has_focus
        assert "[ ] An earlier record" in app.screen_text
        assert app.last_value() == Ticked(("other",), {"other": "ab"})


async def test_new_write_in_and_vanished_one_are_put_in_their_places() -> None:
    app = Stage(lambda: field("checklist", Ticked(("o0",))))
    async with app.run_test() as pilot:
        offered = (Option("first", "My own", write_in=True), *options("Reads my phone", "Shouts"))
        app.query_one(AnswerField).show_offered(offered)
        await pilot.pause()
        lines = [line.strip() for line in app.screen_text.splitlines() if "[" in line]
        assert lines == ["[ ] My own", "> [x] Reads my phone", "[ ] Shouts"]
        await pilot.press("home", "space", "z")
        assert app.last_value() == Ticked(("first", "o0"), {"first": "z"})


async def test_tick_that_is_no_longer_offered_is_kept() -> None:
    app = Stage(lambda: field("checklist", Ticked(("gone",))))
    async with app.run_test() as pilot:
        await pilot.press("space")
        assert app.last_value() == Ticked(("o0", "gone"))


async def test_long_words_hang_under_the_first_word() -> None:
    long = Question("q", "choice", "?", options=options("one two three four five six"))
    app = Stage(lambda: field(long))
    async with app.run_test(size=(26, 20)):
        assert "> ( ) one two three" in app.screen_text
        assert "\n         four five six" in app.screen_text


@pytest.mark.parametrize("kind", ["checklist", "choice"])
async def test_hostile_options_are_shown_as_they_stand(kind: str) -> None:
    question = Question("q", kind, "?", options=options(HOSTILE))
    app = Stage(lambda: field(question))
    async with app.run_test(size=(120, 20)) as pilot:
        assert HOSTILE in app.screen_text
        await pilot.press("space")
        assert HOSTILE in app.screen_text


async def test_current_row_stays_in_view_of_the_page() -> None:
    many = Question("q", "checklist", "?", options=options(*(f"row {n}" for n in range(50))))
    app = Stage(lambda: field(many))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "> [ ] row 49" in app.screen_text
        await pilot.press("home")
        await pilot.pause()
        assert "> [ ] row 0" in app.screen_text


async def test_scale_is_chosen_by_arrows_and_digits_and_cleared() -> None:
    app = Stage(lambda: field("scale"))
    async with app.run_test() as pilot:
        await pilot.press("right", "right", "left", "7", "backspace")
        assert [event.value for event in app.answers] == [1, 2, 1, 7, None]
        assert all(event.at_once for event in app.answers)


async def test_two_digits_make_ten_only_where_the_scale_has_it() -> None:
    app = Stage(lambda: field("scale"), lambda: field(EACH, None, options("Calm")))
    async with app.run_test() as pilot:
        await pilot.press("1", "0", "1", "5")
        assert [event.value for event in app.answers] == [1, 10, 1, 5]
        await pilot.press("tab", "1", "0", "9")
        assert app.last_value() == {"o0": 1}


async def test_chosen_number_stands_in_brackets() -> None:
    app = Stage(lambda: field("scale", 4))
    async with app.run_test(size=(90, 20)):
        assert " 3   (4)   5 " in app.screen_text
        assert "Not at all" in app.screen_text


async def test_scale_asks_once_for_each_item() -> None:
    app = Stage(lambda: field(EACH, {"o1": 3, "gone": 5}, options("Calm", "Rest")))
    async with app.run_test(size=(70, 20)) as pilot:
        assert "Rest   1    2   (3)" in app.screen_text
        await pilot.press("2", "down", "right")
        assert app.last_value() == {"o0": 2, "o1": 4, "gone": 5}
        app.query_one(AnswerField).show_offered(options("Calm", "Rest", "Music"))
        await pilot.press("down", "1")
        assert app.last_value() == {"o0": 2, "o1": 4, "gone": 5, "o2": 1}


@pytest.mark.parametrize("width", [30, 44, 60, 80])
async def test_scale_fits_any_width(width: int) -> None:
    app = Stage(lambda: field("scale", 10), lambda: field(EACH, {"o0": 5}, options("A rather long value to name")))
    async with app.run_test(size=(width, 30)):
        assert "(10)" in app.screen_text
        assert "(5)" in app.screen_text
        assert "Completely" in app.screen_text


async def test_click_on_a_number_chooses_it_and_again_clears_it() -> None:
    app = Stage(lambda: field(EACH, None, options("Calm")))
    async with app.run_test(size=(70, 20)) as pilot:
        line = app.screen_text.splitlines()[app.query_one(NumberRows).region.y]
        await pilot.click(offset=(line.index("4"), app.query_one(NumberRows).region.y))
        await pilot.click(offset=(line.index("4"), app.query_one(NumberRows).region.y))
        assert [event.value for event in app.answers] == [{"o0": 4}, None]


async def test_hint_shows_with_the_cursor_alone() -> None:
    app = Stage(lambda: field("choice"), lambda: field("scale"))
    async with app.run_test() as pilot:
        assert "Space: choose or clear" in app.screen_text
        await pilot.press("tab")
        assert "Space: choose or clear" not in app.screen_text
        assert "Backspace: clear" in app.screen_text


@pytest.mark.parametrize("kind", ["checklist", "choice"])
async def test_sentence_that_was_meant_for_elsewhere_chooses_nothing(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook.widgets.tick_list.WORDS", 1000.0)
    app = Stage(lambda: field(kind))
    async with app.run_test() as pilot:
        for word in ["I", "say", "no", "and", "go"]:
            await pilot.press(*word, "space")
        assert app.answers == []
