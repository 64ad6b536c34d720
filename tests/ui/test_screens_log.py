"""The log, and the quick note that can be written from anywhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.ui.opened import NOW, SHIPPED, clock, live, only_entry, opened
from workbook.guide.days import day_of
from workbook.guide.sitting import Sitting
from workbook.model.values import Dated, Record, Ticked
from workbook.screens.log import LogScreen
from workbook.screens.noting import LINE
from workbook.store.notebook import Notebook
from workbook.widgets.long_menu import LongMenu

TITLE = "My log"


def note(notebook: Notebook, line: str, day: str = "", *crossed: str, finish: bool = False) -> str:
    """Write down what happened."""
    sitting = Sitting(SHIPPED.exercise("incident"), SHIPPED, notebook, clock)  # type: ignore[arg-type]
    sitting.answer("line", line)
    if day:
        sitting.answer("when", Dated(day, day_of(day, NOW.date())))
    if crossed:
        sitting.answer("crossed", Ticked(crossed))
    if finish:
        sitting.finish()
    return sitting.entry.id


def page(notebook: Notebook, words: str) -> None:
    """Write a page of the journal."""
    sitting = Sitting(SHIPPED.exercise("values-journal"), SHIPPED, notebook, clock)  # type: ignore[arg-type]
    sitting.answer("writing", words)


def noted() -> Notebook:
    notebook = Notebook.in_memory()
    live(notebook)
    note(notebook, "Read my letters", "2 March 2025", "b2")
    note(notebook, "Slammed the door", "around Easter")
    note(notebook, "Shouted in the café", "4 March 2025", "b1", finish=True)
    page(notebook, "The dog on the wall")
    return notebook


async def test_quick_note_is_one_line_over_whatever_is_there_and_leads_back_to_it() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.opens("values-journal", "writing")
            await reader.type("half a sent")
            await reader.press("ctrl+n")
            await reader.sees("What happened, in one line?")
            await reader.type("Threw my keys")
            await reader.sees("Threw my keys")
            await reader.press("escape")
            await reader.sees("half a sent")
            await reader.type("ence")
            await reader.sees("half a sentence")
            await reader.leaves()
        assert only_entry(notebook, "incident").answers[LINE].value == "Threw my keys"
        assert only_entry(notebook, "values-journal").answers["writing"].value == "half a sentence"


async def test_empty_new_note_is_not_opened_twice_and_a_written_one_is_left_as_it_is() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.press("ctrl+n", "ctrl+n", "ctrl+n")
            await reader.sees("What happened, in one line?")
            assert len(reader.app.screen_stack) == 2
            await reader.type("One")
            await reader.press("ctrl+n")
            await reader.type("Two")
            await reader.press("escape")
            await reader.sees("One")
            await reader.press("escape")
            await reader.sees("You could go on with")
            await reader.leaves()
        assert [each.answers[LINE].value for each in notebook.entries("incident")] == ["One", "Two"]


async def test_quick_note_waits_for_the_first_pages_and_for_what_asks() -> None:
    async with opened(Notebook.in_memory()) as reader:
        await reader.sees("Begin (5 minutes)")
        await reader.press("ctrl+n")
        await reader.sees("A note can be written")
        assert len(reader.app.screen_stack) == 1
        await reader.press("enter")
        await reader.sees("1 of")
        await reader.press("ctrl+n")
        await reader.sees("1 of")
    with noted() as notebook:
        async with opened(notebook) as reader:
            await reader.press("3", "x")
            await reader.sees("Write the file")
            await reader.press("ctrl+n")
            await reader.sees("Write the file", "Please answer or close this")


async def test_quick_note_comes_from_help_and_in_place_of_the_palette() -> None:
    with noted() as notebook:
        async with opened(notebook) as reader:
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            await reader.press("ctrl+n")
            await reader.sees("What happened, in one line?")
            await reader.press("escape")
            await reader.sees("Am I in danger now?")
            await reader.press("escape", "ctrl+p")
            await reader.sees("Search…")
            await reader.press("ctrl+n")
            await reader.sees("What happened, in one line?")
            await reader.press("escape")
            await reader.sees("You could go on with")


async def test_log_lists_newest_first_by_day_with_the_undated_last() -> None:
    with noted() as notebook:
        async with opened(notebook) as reader:
            await reader.press("4")
            words = await reader.sees(TITLE, "4 notes", "Without an exact day", "journal", "Shouting on the phone")
            places = [words.index(each) for each in ("The dog", "Shouted in", "Read my", "Without", "Slammed")]
            assert places == sorted(places)
            assert words.count("open") >= 3


async def test_notes_are_opened_from_the_log_and_from_home_alike() -> None:
    with noted() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("incident")
            await reader.sees(TITLE)
            await reader.press("down", "enter")
            await reader.sees("Your answers", "Shouted in the café", "It happened: 4 March 2025")
            await reader.press("escape")
            await reader.sees(TITLE, "4 notes")


async def test_search_takes_any_words_however_they_are_written() -> None:
    with noted() as notebook:
        async with opened(notebook) as reader:
            await reader.press("4", "slash")
            await reader.type("CAFE")
            await reader.sees("1 of 4", "Shouted in the café")
            await reader.press("ctrl+u")
            await reader.sees("4 notes")
            await reader.type("2025-03 my")
            words = await reader.sees("1 of 4", "Read my letters")
            assert "Slammed" not in words
            await reader.press("ctrl+u")
            await reader.type("march phone")
            await reader.sees("1 of 4", "Shouted in the café")
            await reader.press("ctrl+u")
            await reader.type("nowhere")
            await reader.sees("Nothing was found", "Esc shows every one again")
            await reader.press("escape")
            await reader.sees("4 notes", "Read my letters")
            await reader.press("escape")
            await reader.sees("You could go on with")


async def test_digits_and_letters_in_the_box_are_words_and_not_keys() -> None:
    with noted() as notebook:
        async with opened(notebook) as reader:
            await reader.press("4", "slash")
            await reader.type("1 n x t b /")
            await reader.sees(TITLE, "1 n x t b /")


async def test_notes_of_one_boundary_and_of_a_time() -> None:
    with noted() as notebook:
        async with opened(notebook) as reader:
            await reader.press("4", "b")
            await reader.sees("Which boundary was crossed?", "Reading my messages")
            await reader.press("down", "down", "enter")
            await reader.sees("1 of 4 · crossed: Reading my messages", "Read my letters")
            await reader.press("escape", "t")
            await reader.sees("The last 7 days", "Show these days")
            await reader.press("down", "enter")
            await reader.sees("3 of 4 · 27 February 2025 to 5 March 2025 · 1 without an exact day left out")
            await reader.press("t", "tab")
            await reader.press("end", "ctrl+u")
            await reader.type("some day")
            await reader.tabs_to("Show these days")
            await reader.press("enter")
            await reader.sees("No exact day is named there")
            await reader.press("shift+tab", "shift+tab")
            await reader.press("end", "ctrl+u")
            await reader.type("4 march")
            await reader.press("tab", "end", "ctrl+u")
            await reader.tabs_to("Show these days")
            await reader.press("enter")
            await reader.sees("2 of 4 · since 4 March 2025")


async def test_note_that_is_changed_or_erased_is_so_in_the_log() -> None:
    with noted() as notebook:
        async with opened(notebook, size=(80, 30)) as reader:
            await reader.press("4", "down", "down")
            await reader.press("x")
            await reader.sees("Read my letters", "Keep it")
            await reader.tabs_to("Erase it for good")
            await reader.press("enter")
            await reader.sees("Erased.")
            await reader.press("escape")
            words = await reader.sees("3 notes")
            assert "Read my letters" not in words
            await reader.press("n")
            await reader.sees("What happened, in one line?")
            await reader.type("Came back with flowers")
            await reader.press("escape")
            await reader.sees("4 notes", "Came back with flowers")


async def test_earlier_words_of_a_note_stay_with_their_date() -> None:
    now = [NOW - timedelta(days=3)]
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        sitting = Sitting(SHIPPED.exercise("incident"), SHIPPED, notebook, lambda: now[0])  # type: ignore[arg-type]
        sitting.answer("line", "Threw a cup")
        sitting.answer("when", Dated("around Easter"))
        now[0] = NOW
        sitting.answer("line", "Threw a cup at the wall")
        async with opened(notebook) as reader:
            await reader.press("4")
            await reader.sees("Threw a cup at the wall")
            await reader.press("enter")
            await reader.sees(
                "Your answers",
                "It happened: around Easter · Written down: 2 March 2025, 12:00 (UTC+00:00)",
                "Earlier: 1",
            )
            await reader.press("h")
            words = await reader.sees("Threw a cup at the wall", "Before, 2 March 2025, 12:00")
            assert words.count("Threw a cup") == 2


async def test_rows_show_dots_until_words_are_shown_and_hidden_words_are_found() -> None:
    with noted() as notebook:
        notebook.save_settings(replace(notebook.settings, masked=True))
        async with opened(notebook) as reader:
            await reader.press("4")
            words = await reader.sees(TITLE, "••••••", "Hidden words are searched too", "4 March 2025")
            for each in ("Shouted", "dog", "Easter", "phone"):
                assert each not in words
            await reader.press("down")
            words = await reader.sees("Shouted in the café")
            assert "dog" not in words
            await reader.press("slash")
            await reader.type("letters")
            words = await reader.sees("1 of 4", "letters")
            assert "Read my" not in words
            await reader.press("down")
            await reader.until(lambda: "letters" not in reader.words, "dots in place of what was sought")
            await reader.press("f3")
            await reader.sees("Read my letters")


async def test_thousands_are_listed_at_once_and_reached_by_their_keys() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        first = notebook.entry(note(notebook, "The first of all", "1 January 2020"))
        assert first is not None
        for number in range(1500):
            day = (datetime(2020, 1, 2, tzinfo=UTC) + timedelta(days=number)).date().isoformat()
            when = replace(first.answers["when"], value=Dated(day, day))
            line = replace(first.answers["line"], value=f"Number {number}")
            notebook.save(replace(first, id=f"e{number}", number=0, answers={"line": line, "when": when}))
        async with opened(notebook) as reader:
            await reader.press("4")
            await reader.sees("Number 1499")
            await reader.sees("1501 notes")
            await reader.until(lambda: "still reading" not in reader.words, "the end of reading")
            screen = reader.app.screen
            assert isinstance(screen, LogScreen)
            await reader.press("end")
            await reader.sees("The first of all", "Number 0")
            await reader.press("pageup", "pageup", "home")
            await reader.sees("Number 1499")
            assert screen.query_one(LongMenu).scroll_y == 0
            await reader.press("slash")
            await reader.type("1234")
            await reader.sees("1 of 1501", "Number 1234")


async def test_row_is_never_read_as_markup() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        sitting = Sitting.open("boundaries", SHIPPED, notebook, clock)
        sitting.answer("order", "no")
        sitting.answer("boundaries", (Record("b1", {"behaviour": "[/x] [red]names[/]"}),))
        note(notebook, "[@click=app.quit]x[/] [/b]", "4 March 2025", "b1")
        async with opened(notebook, size=(120, 40)) as reader:
            await reader.press("4")
            await reader.sees("[@click=app.quit]x[/] [/b]", "[/x] [red]names[/]")
            await reader.press("b")
            await reader.sees("[/x] [red]names[/]")


async def test_what_was_sought_is_gone_when_the_log_is_opened_again() -> None:
    with noted() as notebook:
        async with opened(notebook) as reader:
            await reader.press("4", "slash")
            await reader.type("letters")
            await reader.sees("1 of 4")
            await reader.press("enter", "1", "4")
            await reader.sees("4 notes")
