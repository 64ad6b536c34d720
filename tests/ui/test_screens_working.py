from pathlib import Path

import pytest
from textual.widgets import TextArea

from tests.ui.opened import clock, live, only_entry, opened
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.values import Ticked
from workbook.store.notebook import Notebook


async def test_exercise_is_read_page_by_page_with_keys() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("welcome")
            await reader.sees("Welcome", "Start")
            await reader.press("f8")
            await reader.sees("Before you write anything", "1 of 7")
            await reader.press("f7")
            await reader.sees("This is a quiet place")
            await reader.press("f7")
            await reader.sees("You could go on with")


async def test_exercise_is_read_page_by_page_with_buttons() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome")
            await reader.tabs_to("Start")
            await reader.press("enter")
            await reader.sees("Before you write anything")
            await reader.tabs_to("Back")
            await reader.press("enter")
            await reader.sees("This is a quiet place")
            await reader.tabs_to("Close")
            await reader.press("enter")
            await reader.sees("You could go on with")


async def test_long_page_is_read_on_before_the_next_comes() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(60, 20)) as reader:
            await reader.opens("welcome", page="device")
            await reader.sees("Before you write anything", "Read on")
            assert "ask before you delete anything" not in reader.words
            await reader.press("f8")
            assert "Before you write anything" in reader.text
            for _screen in range(10):
                if "Read on" not in reader.text:
                    break
                await reader.press("f8")
            await reader.sees("ask before you delete anything")
            await reader.press("f8")
            await reader.sees("What this is, and what it is not")


async def test_page_that_was_read_to_its_end_is_not_asked_to_be_read_again() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(60, 20)) as reader:
            await reader.opens("welcome", page="device")
            await reader.goes_on_to("What this is, and what it is not")
            await reader.press("f7")
            await reader.sees("Before you write anything", "Continue")
            assert "Read on" not in reader.text


async def test_page_fits_where_there_is_room() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(120, 60)) as reader:
            await reader.opens("welcome", page="device")
            await reader.sees("Before you write anything", "Continue")
            assert "Read on" not in reader.text


async def test_page_is_scrolled_by_keys() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(60, 20)) as reader:
            await reader.opens("welcome", page="device")
            await reader.sees("Someone may be able to see this screen")
            top = reader.text
            for there, back in (("pagedown", "pageup"), ("j", "k"), ("down", "up")):
                await reader.press(there)
                await reader.until(lambda: reader.text != top, "what comes below")
                await reader.press(back)
                await reader.until(lambda: reader.text == top, "the beginning")


async def test_choice_is_stored_at_once_and_said_to_be_saved(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "private")
            await reader.sees("Can you write freely")
            await reader.press("space")
            assert only_entry(notebook, "welcome").answers["private"].value == "yes"
            await reader.sees("Saved")


async def test_passage_comes_and_goes_with_the_answer_that_it_depends_on() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "private")
            await reader.sees("Can you write freely")
            assert "If you did not choose yes" not in reader.words
            await reader.press("down", "space")
            await reader.sees("If you did not choose yes, it may be better only to read")
            await reader.press("up", "space")
            await reader.until(lambda: "If you did not choose yes" not in reader.words, "the passage's end")


async def test_question_comes_with_the_answer_that_it_depends_on() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("boundaries", "order")
            await reader.sees("Does an order say")
            assert "What contact has to go on?" not in reader.text
            await reader.press("space")
            await reader.sees("What contact has to go on?")
            await reader.press("tab")
            await reader.type("Fridays at six")
            await reader.press("shift+tab", "down", "space")
            await reader.until(lambda: "What contact has to go on?" not in reader.text, "its end")
            await reader.press("up", "space")
            await reader.sees("What contact has to go on?", "Fridays at six")


async def test_page_comes_with_the_answer_that_it_depends_on() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        sitting = Sitting.open("safety", Library(), notebook, clock)
        sitting.answer("lately", Ticked(("afraid",)))
        async with opened(notebook, size=(80, 60)) as reader:
            await reader.opens("boundaries", page="read-first")
            await reader.sees("Please read this first")


async def test_skipped_question_says_so_and_is_taken_back_with_the_same_key(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "private")
            await reader.sees("Can you write freely")
            await reader.press("f6")
            await reader.sees("Skipped. F6 takes that back.")
            assert only_entry(notebook, "welcome").answers["private"].skipped
            await reader.press("f6")
            await reader.until(lambda: "Skipped" not in reader.text, "the end of it")
            assert "private" not in only_entry(notebook, "welcome").answers


async def test_answering_takes_a_skip_back() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "private")
            await reader.press("f6")
            await reader.sees("Skipped.")
            await reader.press("space")
            await reader.until(lambda: "Skipped" not in reader.text, "the end of it")
            answer = only_entry(notebook, "welcome").answers["private"]
            assert (answer.value, answer.skipped) == ("yes", False)


async def test_skip_never_takes_an_answer_away() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "backup")
            await reader.type("Paper")
            await reader.press("f6")
            assert only_entry(notebook, "welcome").answers["backup"].value == "Paper"
            assert "Skipped" not in reader.text


async def test_digits_and_pasted_words_lead_nowhere_inside_an_exercise() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("welcome")
            await reader.sees("This is a quiet place")
            await reader.press("1", "2", "3")
            await reader.paste("three\nlong\nparagraphs")
            await reader.sees("This is a quiet place", "Nothing was pasted.")


async def test_enter_after_the_last_field_comes_to_continue_and_not_to_back() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "backup")
            await reader.type("Paper")
            await reader.press("enter")
            await reader.until(lambda: getattr(reader.app.focused, "id", "") == "continue", "Continue")


async def test_f8_goes_into_the_question_that_it_brings_into_view() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 20)) as reader:
            await reader.opens("my-plan", page="less-safe")
            await reader.sees("If it gets less safe", "Read on")
            await reader.press("f8")
            await reader.until(lambda: isinstance(reader.app.focused, TextArea), "the caret")
            await reader.type("3 messages")
            await reader.press("f8")
            assert only_entry(notebook, "my-plan").answers["if-worse"].value == "3 messages"


async def test_link_is_followed_and_escape_leads_back_to_the_same_page() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("boundaries", page="safe-to-say")
            await reader.sees("Would it be safe to say?", "[The safety pages]")
            await reader.press("tab", "tab")
            await reader.sees("Enter Open the link")
            await reader.press("enter")
            await reader.sees("These pages are about danger")
            await reader.press("escape")
            await reader.sees("Would it be safe to say?")


async def test_what_was_typed_is_stored_when_a_link_or_help_is_opened() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "backup")
            await reader.type("A neighbour")
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            assert only_entry(notebook, "welcome").answers["backup"].value == "A neighbour"


@pytest.mark.parametrize("key", ["escape", "f7", "f8"])
async def test_every_way_on_stores_what_was_just_typed(key: str) -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "backup")
            await reader.type("A neighbour")
            await reader.press(key)
            await reader.until(lambda: "What is your backup" not in reader.text, "another page")
            assert only_entry(notebook, "welcome").answers["backup"].value == "A neighbour"


async def test_letters_and_digits_in_a_text_area_are_text() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "backup")
            await reader.type("12 3? jk esnxw")
            await reader.press("f7")
            assert only_entry(notebook, "welcome").answers["backup"].value == "12 3? jk esnxw"


async def test_unfinished_exercise_goes_on_where_a_question_is_open() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome", finish=False)
        async with opened(notebook) as reader:
            await reader.opens("welcome")
            await reader.sees("Who is the person whose behaviour is hurting you?")


async def test_finished_exercise_opens_with_its_answers() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.opens("welcome")
            await reader.sees("Your answers: Welcome")


async def test_earlier_answers_are_read_back_in_later_exercises() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "values")
        async with opened(notebook, size=(100, 40)) as reader:
            await reader.opens("boundaries", page="what")
            await reader.sees("This is what you said you want to protect", "Calm", "time to paint")


async def test_last_page_leads_to_the_answers() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(100, 50)) as reader:
            await reader.opens("welcome", page="going-on")
            await reader.sees("Going on from here", "Look over my answers")
            await reader.press("f8")
            await reader.sees("Your answers: Welcome")


async def test_words_for_a_number_are_not_left_behind_unseen() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("check-in", "crossed")
            await reader.type("a lot")
            for key in ("enter", "f8"):
                await reader.press(key)
                await reader.sees("a lot", "Please write a whole number", "Three questions")
            await reader.press("f8")
            await reader.sees("Signs of danger")


async def test_letters_that_go_nowhere_are_told_once() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("check-in", page="danger-signs")
            await reader.tabs_to("Continue")
            await reader.type("not here, please")
            await reader.sees("Nothing was written.")
            assert reader.text.count("Nothing was written.") == 1


@pytest.mark.parametrize("height", range(20, 32))
async def test_page_opens_at_its_beginning(height: int) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=(80, height)) as reader:
            await reader.opens("exit-plan", page="home")
            await reader.sees("In your head, walk through")


async def test_safety_pages_open_at_what_can_be_done_even_when_they_were_done() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        safety = Sitting.open("safety", Library(), notebook, clock)
        safety.answer("lately", Ticked(("none",)))
        safety.finish()
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            await reader.press("home", "down", "enter")
            await reader.sees("What you can do now", "If you are in danger now")
