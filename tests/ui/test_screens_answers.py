from tests.ui.opened import live, only_entry, opened
from workbook.store.notebook import Notebook


async def test_every_answer_is_listed_in_words_with_what_is_open_or_skipped() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.opens("welcome")
            words = await reader.sees(
                "Can you write freely, here and now? Yes, as far as I can tell",
                "What is your backup, if this stops being private? Paper at the library",
                "Who is the person whose behaviour is hurting you? Not answered yet",
                "What do you share with them now? Children",
            )
            assert "Nothing has to be filled in." in words


async def test_change_leads_to_that_question_and_back_to_the_answers() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome")
            await reader.sees("Your answers: Welcome")
            await reader.press("down", "enter")
            await reader.sees("What is your backup", "F8 Continue", "Paper at the library")
            await reader.press("ctrl+end")
            await reader.type(" on Tuesdays")
            await reader.goes_on_to("Your answers: Welcome")
            await reader.sees("Paper at the library on Tuesdays")
        assert only_entry(notebook, "welcome").answers["backup"].value == "Paper at the library on Tuesdays"


async def test_done_for_now_is_said_at_home() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome", finish=False)
        async with opened(notebook) as reader:
            await reader.opens("welcome", page="going-on")
            await reader.goes_on_to("Your answers: Welcome")
            await reader.tabs_to("Done for now")
            await reader.press("enter")
            await reader.sees("You could go on with: What happened, in plain words", "Done for now")
        assert only_entry(notebook, "welcome").finished


async def test_entry_left_open_is_begun_and_can_be_opened_again() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.opens("welcome")
            await reader.sees("Your answers: Welcome")
            await reader.tabs_to("Leave it open")
            await reader.press("enter")
            await reader.sees("You could go on with: Welcome", "Started")
        assert only_entry(notebook, "welcome").finished is None


async def test_escape_leaves_the_answers_as_they_are() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        before = only_entry(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.opens("welcome")
            await reader.sees("Your answers: Welcome")
            await reader.press("escape")
            await reader.sees("You could go on with: What happened, in plain words")
        assert only_entry(notebook, "welcome") == before


async def test_r_goes_through_it_again_with_every_answer_in_place() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.opens("welcome")
            await reader.sees("Your answers: Welcome")
            await reader.press("r")
            await reader.sees("This is a quiet place")
            await reader.goes_on_to("Can you write freely")
            await reader.sees("(x) Yes, as far as I can tell", "Paper at the library")


async def test_exercise_without_questions_can_be_done() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("red-flags")
            await reader.goes_on_to("Your answers: What happened, in plain words")
            await reader.tabs_to("Done for now")
            await reader.press("enter")
            await reader.sees("You could go on with: Welcome", "Done for now")
