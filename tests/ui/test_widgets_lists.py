from dataclasses import replace

from textual.containers import VerticalScroll
from textual.widgets import Button

from tests.ui.samples import FIELDS, QUESTIONS, field, options
from tests.ui.showing import HOSTILE, Stage
from workbook.model.exercise import Option, Question
from workbook.model.kinds import KINDS
from workbook.model.values import Dated, Ranked, Record
from workbook.widgets.answer_field import AnswerField
from workbook.widgets.ranked import OwnWords, Pool
from workbook.widgets.ranking import Ranking
from workbook.widgets.record_card import RecordCard
from workbook.widgets.record_form import RecordForm

SHOUTS = Record("a", {"what": "Shouting", "safe": "o1", "since": Dated("May")})
READS = Record("b", {"what": "Reading my messages"})


async def test_first_record_is_open_and_kept_from_its_first_letter() -> None:
    app = Stage(lambda: field("records"))
    async with app.run_test() as pilot:
        app.query_one(AnswerField).focus_first()
        await pilot.press("S", "h")
        assert [event.value for event in app.answers] == [
            (Record("n0", {"what": "S"}),),
            (Record("n0", {"what": "Sh"}),),
        ]
        assert {event.question_id for event in app.answers} == {"q"}
        assert not app.answers[-1].at_once


async def test_each_field_is_answered_by_its_kind() -> None:
    app = Stage(lambda: field("records"))
    async with app.run_test(size=(80, 60)) as pilot:
        app.query_one(AnswerField).focus_first()
        await pilot.press("x", "enter", "down", "space")
        assert app.answers[-1].at_once
        await pilot.press("tab", *"3 March", "enter", "4")
        assert app.last_value() == (
            Record("n0", {"what": "x", "safe": "o1", "since": Dated("3 March", "2025-03-03"), "often": 4}),
        )
        assert all(KINDS["records"].check(QUESTIONS["records"], e.value, ()) is None for e in app.answers if e.value)


async def test_field_shows_when_it_is_asked_and_keeps_its_words_while_it_is_not() -> None:
    app = Stage(lambda: field("records"))
    async with app.run_test(size=(80, 60)) as pilot:
        app.query_one(AnswerField).focus_first()
        assert "My words" not in app.screen_text
        await pilot.press("enter", "space")
        await pilot.pause()
        assert "My words" in app.screen_text
        await pilot.press("tab", "m", "shift+tab", "down", "space")
        await pilot.pause()
        assert "My words" not in app.screen_text
        assert app.last_value() == (Record("n0", {"safe": "o1", "words": "m"}),)


async def test_records_are_shown_as_cards() -> None:
    app = Stage(lambda: field("records", (SHOUTS, READS)))
    async with app.run_test(size=(80, 40)):
        assert "> Shouting" in app.screen_text
        assert "Safe to tell them: No" in app.screen_text
        assert "Since when: May" in app.screen_text
        assert "Reading my messages" in app.screen_text
        assert not app.query(RecordForm)


async def test_record_is_changed_in_its_place() -> None:
    app = Stage(lambda: field("records", (SHOUTS, READS)))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("enter", "end", "!")
        assert app.last_value() == (Record("a", {**SHOUTS.fields, "what": "Shouting!"}), READS)
        await pilot.press("escape")
        await pilot.pause()
        assert "> Shouting!" in app.screen_text
        assert not app.query(RecordForm)


async def test_removed_record_is_retired_and_can_be_brought_back() -> None:
    app = Stage(lambda: field("records", (SHOUTS, READS)))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("delete")
        assert app.last_value() == (Record("a", SHOUTS.fields, retired=True), READS)
        assert app.answers[-1].at_once
        assert "Removed: Shouting" in app.screen_text
        await pilot.press("enter")
        assert app.last_value() == (SHOUTS, READS)
        assert "Removed" not in app.screen_text


async def test_removed_and_erased_records_are_hidden_and_kept() -> None:
    gone = (Record("r", {"what": "Old"}, retired=True), Record("e", erased=True), READS)
    app = Stage(lambda: field("records", gone))
    async with app.run_test(size=(80, 40)) as pilot:
        assert "Old" not in app.screen_text
        assert len(app.query(RecordCard)) == 1
        await pilot.press("enter", "x")
        assert app.last_value() == (*gone[:2], Record("b", {"what": "Reading my messagesx"}))


async def test_one_is_added_until_there_is_no_room() -> None:
    app = Stage(lambda: field("records", (SHOUTS, READS)))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.click(Button)
        await pilot.press("T", "escape")
        await pilot.pause()
        assert app.last_value() == (SHOUTS, READS, Record("n0", {"what": "T"}))
        assert "There is room for 3. Take one away first." in app.screen_text
        await pilot.press("delete")
        await pilot.pause()
        assert "There is room" not in app.screen_text


async def test_words_that_were_erased_from_a_new_record_are_told_as_gone() -> None:
    app = Stage(lambda: field("records"))
    async with app.run_test() as pilot:
        app.query_one(AnswerField).focus_first()
        await pilot.press("S", "backspace")
        assert app.last_value() == (Record("n0"),)


async def test_words_spelt_like_a_field_or_an_option_are_shown_as_they_stand() -> None:
    app = Stage(lambda: field("records", (Record("a", {"what": "since", "words": "o1"}),)))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.pause()
        assert "since" in app.screen_text
        assert ": o1" in app.screen_text


async def test_added_record_left_empty_goes_again() -> None:
    app = Stage(lambda: field("records", (READS,)))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.click(Button)
        await pilot.press("a", "backspace", "escape")
        await pilot.pause()
        assert app.last_value() == (READS, Record("n0", retired=True))
        assert len(app.query(RecordCard)) == 1
        assert app.focused is app.query_one(Button)


async def test_record_that_was_removed_earlier_can_be_seen_and_brought_back() -> None:
    gone = (replace(SHOUTS, retired=True), Record("e", erased=True), READS)
    app = Stage(lambda: field("records", gone))
    async with app.run_test(size=(80, 60)) as pilot:
        assert "Show what I removed (1)" in app.screen_text
        await pilot.press("tab", "tab", "enter")
        await pilot.pause()
        assert "Removed: Shouting" in app.screen_text
        assert "Show what I removed" not in app.screen_text
        await pilot.press("enter")
        assert app.last_value() == (SHOUTS, *gone[1:])


async def test_record_is_not_brought_back_where_there_is_no_room() -> None:
    app = Stage(lambda: field("records", (SHOUTS, READS)))
    async with app.run_test(size=(80, 60)) as pilot:
        app.query_one(AnswerField).question = replace(QUESTIONS["records"], at_most=2)
        await pilot.press("delete")
        await pilot.click(Button)
        await pilot.press("a", "escape")
        await pilot.pause()
        app.query(RecordCard).first().focus()
        await pilot.press("enter")
        await pilot.pause()
        assert "There is room for 2. Take one away first." in app.screen_text
        assert app.last_value() == (replace(SHOUTS, retired=True), READS, Record("n0", {"what": "a"}))


async def test_saved_record_that_was_emptied_keeps_its_place() -> None:
    app = Stage(lambda: field("records", (READS,)))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("enter", "ctrl+u", "escape")
        await pilot.pause()
        assert app.last_value() == (Record("b"),)
        assert "(empty)" in app.screen_text


async def test_card_is_changed_and_removed_by_mouse() -> None:
    app = Stage(lambda: field("records", (READS,)))
    async with app.run_test(size=(80, 40)) as pilot:
        lines = app.screen_text.splitlines()
        row = next(n for n, line in enumerate(lines) if "Remove" in line)
        await pilot.click(offset=(lines[row].index("Remove"), row))
        assert app.last_value() == (Record("b", READS.fields, retired=True),)


async def test_hostile_records_are_shown_as_they_stand() -> None:
    question = Question("q", "records", "?", fields=FIELDS)
    app = Stage(lambda: field(question, (Record("a", {"what": HOSTILE, "words": HOSTILE}),)))
    async with app.run_test(size=(130, 40)) as pilot:
        assert app.screen_text.count(HOSTILE) == 2
        await pilot.press("delete")
        assert f"Removed: {HOSTILE}" in app.screen_text


async def test_form_stays_in_view_while_it_is_walked() -> None:
    app = Stage(lambda: field("records"))
    async with app.run_test(size=(60, 14)) as pilot:
        app.query_one(AnswerField).focus_first()
        for _field in range(4):
            await pilot.press("tab")
            await pilot.pause()
            assert app.focused is not None
            view = app.query_one(VerticalScroll).region
            assert view.overlaps(app.focused.region)


async def test_what_is_ticked_goes_to_the_end_of_the_order() -> None:
    app = Stage(lambda: field("ranked"))
    async with app.run_test(size=(80, 40)) as pilot:
        app.query_one(AnswerField).focus_first()
        await pilot.press("down", "space", "up", "space")
        assert app.last_value() == (Ranked("o1"), Ranked("o0"))
        assert app.answers[-1].at_once
        assert "1. Rest" in app.screen_text
        assert "2. Calm" in app.screen_text
        assert "3. ...................." in app.screen_text
        assert "[2] Calm" in app.screen_text
        assert "2 of 3 chosen" in app.screen_text
        await pilot.press("down", "space")
        assert app.last_value() == (Ranked("o0"),)


async def test_lines_are_moved_and_taken_away_by_plain_keys() -> None:
    app = Stage(lambda: field("ranked", (Ranked("o0"), Ranked("o1"), Ranked("o2"))))
    async with app.run_test(size=(80, 40)) as pilot:
        assert isinstance(app.focused, Ranking)
        await pilot.press("d", "d")
        assert app.last_value() == (Ranked("o1"), Ranked("o2"), Ranked("o0"))
        await pilot.press("u", "shift+up", "shift+down")
        assert app.last_value() == (Ranked("o1"), Ranked("o0"), Ranked("o2"))
        await pilot.press("delete")
        assert app.last_value() == (Ranked("o1"), Ranked("o2"))
        assert "[ ] Calm" in app.screen_text


async def test_own_words_stand_in_the_order_from_the_first_letter() -> None:
    app = Stage(lambda: field("ranked", (Ranked("o0"),)))
    async with app.run_test(size=(80, 40)) as pilot:
        app.query_one(OwnWords).focus()
        await pilot.press("b", "r")
        assert app.last_value() == (Ranked("o0"), Ranked("n0", "br"))
        assert not app.answers[-1].at_once
        await pilot.press("enter", "x")
        assert app.last_value() == (Ranked("o0"), Ranked("n0", "br"), Ranked("n1", "x"))
        await pilot.press("backspace")
        assert app.last_value() == (Ranked("o0"), Ranked("n0", "br"))


async def test_own_words_can_be_changed() -> None:
    app = Stage(lambda: field("ranked", (Ranked("w", "bread"),)))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("enter", "s", "tab")
        assert app.last_value() == (Ranked("w", "breads"),)
        assert app.query_one(OwnWords).text == ""


async def test_full_order_says_so_and_takes_no_more() -> None:
    app = Stage(lambda: field("ranked", (Ranked("o0"), Ranked("o1"), Ranked("w", "bread"))))
    async with app.run_test(size=(80, 40)) as pilot:
        app.query_one(Pool).focus()
        await pilot.press("end", "space")
        assert not app.answers
        assert "! There is room for 3. Take one away first." in app.screen_text
        app.query_one(OwnWords).focus()
        await pilot.press("x")
        assert not app.answers
        assert app.query_one(OwnWords).text == "x"


async def test_ranked_line_that_is_no_longer_offered_keeps_its_place() -> None:
    app = Stage(lambda: field("ranked", (Ranked("gone"), Ranked("o1"))))
    async with app.run_test(size=(80, 40)) as pilot:
        assert "1. (no longer offered)" in app.screen_text
        await pilot.press("d")
        assert app.last_value() == (Ranked("o1"), Ranked("gone"))


async def test_hostile_words_are_ranked_as_they_stand() -> None:
    question = Question("q", "ranked", "?", options=options(HOSTILE), room=2)
    app = Stage(lambda: field(question, (Ranked("w", HOSTILE), Ranked("o0"))))
    async with app.run_test(size=(130, 40)):
        assert app.screen_text.count(HOSTILE) == 3


async def test_new_offers_reach_an_open_pool() -> None:
    app = Stage(lambda: field("ranked", (Ranked("o0"),)))
    async with app.run_test(size=(80, 40)) as pilot:
        app.query_one(AnswerField).show_offered((*options("Calm", "Rest"), Option("new", "Joy")))
        app.query_one(Pool).focus()
        await pilot.press("end", "space")
        assert app.last_value() == (Ranked("o0"), Ranked("new"))
        assert "2. Joy" in app.screen_text
