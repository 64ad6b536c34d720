from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.ui.opened import LIFE, PHONE, SHOUTING, Reader, clock, live, only_entry, opened
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.values import Dated, Ranked, Record, Ticked, Value
from workbook.store.notebook import Notebook
from workbook.widgets.masking import HIDDEN

WORDS = ("Shouting", "end the call", "Reading my", "Mira", "Fridays", "Calm", "paint", "library", "Tuesday", "tram")
ANOTHER: Mapping[str, Mapping[str, Value]] = {
    "welcome": {"private": "no", "backup": "Tram\n\n" * 30, "shared": Ticked(("home", "money")), "order": "unsure"},
    "supporters": {
        "supporters": (Record("s1", {"name": "Theodora " * 20, "ask": "to listen", "since": Dated("1 June 2024")}),)
    },
    "values": {"top-values": (Ranked("own-1", "tram rides to the end of the line " * 5), Ranked("honesty"))},
    "boundaries": {"order": "no", "boundaries": (replace(PHONE, id="b1"), replace(SHOUTING, id="b2"))},
}
"""As much as in `LIFE`, in other words."""


def keep(notebook: Notebook, life: Mapping[str, Mapping[str, Value]]) -> None:
    for exercise, answers in life.items():
        sitting = Sitting.open(exercise, Library(), notebook, clock)
        for question, value in answers.items():
            sitting.answer(question, value)
        sitting.finish()


def mask(notebook: Notebook) -> None:
    notebook.save_settings(replace(notebook.settings, masked=True))


def assert_nothing_is_told(reader: Reader) -> None:
    told = [word for word in WORDS if word in reader.text]
    assert not told, reader.text


async def test_words_show_everywhere_unless_the_reader_wants_them_masked() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook, size=(100, 60)) as reader:
            await reader.press("2")
            await reader.sees("Shouting on the phone", "Reading my messages")
            assert "F3" not in reader.text
            await reader.press("f3", "3")
            await reader.sees("Shouting on the phone", "time to paint")
            assert HIDDEN not in reader.text


async def test_statement_shows_while_the_reader_is_at_it() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        mask(notebook)
        async with opened(notebook) as reader:
            await reader.press("2")
            await reader.sees("My boundaries", HIDDEN, "F3 Show my words")
            assert_nothing_is_told(reader)
            await reader.press("down")
            await reader.sees("Reading my messages", "I take my phone with me")
            assert "Shouting" not in reader.text
            await reader.press("up")
            await reader.sees("Shouting on the phone")
            assert "Reading my" not in reader.text


async def test_one_key_shows_a_whole_screen_until_it_is_left() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        mask(notebook)
        async with opened(notebook, size=(100, 60)) as reader:
            await reader.press("3")
            await reader.sees("My plan", HIDDEN)
            assert_nothing_is_told(reader)
            await reader.press("f3")
            await reader.sees("Shouting on the phone", "time to paint", "F3 Hide my words")
            await reader.press("f3")
            await reader.sees("F3 Show my words")
            assert_nothing_is_told(reader)
            await reader.press("f3")
            await reader.sees("time to paint")
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            await reader.press("escape")
            await reader.sees("My plan", "F3 Show my words")
            assert_nothing_is_told(reader)


async def test_help_names_nobody_until_that_is_asked_for() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        mask(notebook)
        async with opened(notebook, size=(100, 60)) as reader:
            await reader.press("f1")
            await reader.sees("People on my side", HIDDEN, "F3 Show my words")
            assert "Mira" not in reader.text
            await reader.press("f3")
            await reader.sees("Mira")


async def test_home_has_nothing_to_show() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        mask(notebook)
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            assert "F3" not in reader.text
            await reader.press("f3")
            await reader.sees("You could go on with")


@pytest.mark.parametrize("keys", [("2",), ("3",)], ids=["boundaries", "plan"])
async def test_what_is_masked_tells_nothing_by_its_looks(keys: tuple[str, ...]) -> None:
    seen = set()
    for life in (LIFE, ANOTHER):
        with Notebook.in_memory() as notebook:
            keep(notebook, life)
            mask(notebook)
            async with opened(notebook, size=(80, 200)) as reader:
                await reader.press(*keys)
                await reader.sees("F3 Show my words")
                seen.add(reader.text)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("exercise", "question"),
    [
        ("welcome", "order"),
        ("values", "lived"),
        ("supporters", None),
        ("boundaries", None),
        ("welcome", None),
        ("values", None),
    ],
)
async def test_answers_tell_nothing_by_their_looks(exercise: str, question: str | None) -> None:
    seen = set()
    for life in (LIFE, ANOTHER):
        with Notebook.in_memory() as notebook:
            keep(notebook, life)
            mask(notebook)
            async with opened(notebook, size=(80, 200)) as reader:
                await reader.opens(exercise, question)
                if question is not None:
                    await reader.sees("F8 Continue")
                    await reader.tabs_to("Back")
                await reader.sees(HIDDEN) if question is None else None
                seen.add(reader.text)
    assert len(seen) == 1, "\n\n".join(seen)


async def test_answer_shows_while_the_cursor_of_the_list_is_at_it() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        mask(notebook)
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.opens("welcome")
            await reader.sees("Your answers", "What is your backup", HIDDEN, "Not answered yet")
            assert "Yes, as far as I can tell" not in reader.words
            assert_nothing_is_told(reader)
            await reader.press("down")
            await reader.sees("Paper at the library")
            assert "Yes, as far as I can tell" not in reader.words
            await reader.press("tab")
            await reader.until(lambda: "library" not in reader.text, "the dots")


async def test_looking_back_and_erasing_keep_the_words_where_the_cursor_is() -> None:
    with Notebook.in_memory() as notebook:
        sitting = Sitting.open("welcome", Library(), notebook, clock)
        sitting.answer("backup", "Paper on Tuesday")
        sitting.finish()
        sitting.answer("backup", "Paper at the library")
        mask(notebook)
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.opens("welcome", "backup")
            await reader.goes_on_to("Your answers")
            await reader.press("down", "h")
            await reader.sees("Paper at the library", "Before", HIDDEN)
            assert "Tuesday" not in reader.text
            await reader.press("down")
            await reader.sees("Paper on Tuesday")
            assert "library" not in reader.text
            await reader.press("e")
            await reader.sees("Erase this earlier wording for good?", HIDDEN, "F3 shows your words.")
            await reader.press("f3")
            await reader.until(lambda: HIDDEN not in reader.text.split("Erase this earlier")[1], "the words")


async def test_entries_are_told_apart_by_their_days_alone() -> None:
    with Notebook.in_memory() as notebook:
        for words in ("The dog on the wall", "Rain"):
            sitting = Sitting.open("values-journal", Library(), notebook, clock)
            sitting.answer("writing", words)
            sitting.finish()
        mask(notebook)
        async with opened(notebook) as reader:
            await reader.opens("values-journal")
            await reader.sees("Write a new one", f"5 March 2025 {HIDDEN}")
            assert "Rain" not in reader.text
            await reader.press("down")
            await reader.sees("Rain")
            assert "The dog" not in reader.text


async def test_field_shows_its_words_while_it_has_the_cursor() -> None:
    with Notebook.in_memory() as notebook:
        mask(notebook)
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.opens("welcome", "backup")
            await reader.tabs_into_text()
            await reader.type("On the tram")
            await reader.sees("On the tram")
            await reader.press("tab")
            await reader.until(lambda: HIDDEN in reader.text, "the dots")
            assert "tram" not in reader.text
            await reader.press("shift+tab")
            await reader.sees("On the tram")
            await reader.leaves()
        assert only_entry(notebook, "welcome").answers["backup"].value == "On the tram"


async def test_page_that_opens_does_not_show_an_answer_by_itself() -> None:
    with Notebook.in_memory() as notebook:
        Sitting.open("welcome", Library(), notebook, clock).answer("private", "yes")
        mask(notebook)
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.opens("welcome", page="about")
            await reader.sees("What this is, and what it is not")
            await reader.press("f8")
            await reader.sees("(·) Yes, as far as I can tell")
            await reader.tabs_to("Back")
            await reader.press("tab")
            await reader.sees("(x) Yes, as far as I can tell")


async def test_ticks_tell_nothing_until_their_list_has_the_cursor() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        mask(notebook)
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.opens("welcome", "shared")
            await reader.sees("[x] Children")
            await reader.tabs_to("Back")
            await reader.sees("[·] Children")
            assert "[x]" not in reader.text
            assert "[ ]" not in reader.text


async def test_words_that_an_exercise_reads_back_are_masked_where_they_stand() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "values")
        mask(notebook)
        async with opened(notebook, size=(100, 40)) as reader:
            await reader.opens("boundaries", page="what")
            await reader.sees("This is what you said you want to protect", HIDDEN)
            assert "paint" not in reader.text
            await reader.press("f3")
            await reader.sees("Calm", "time to paint")
            await reader.press("f7", "f8")
            await reader.sees("This is what you said you want to protect", HIDDEN)
            assert "paint" not in reader.text


async def test_cards_and_forms_of_records_show_only_where_the_cursor_is() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        mask(notebook)
        async with opened(notebook, size=(90, 60)) as reader:
            await reader.opens("boundaries", "boundaries")
            await reader.sees("Shouting on the phone", HIDDEN)
            assert "Reading my" not in reader.text
            await reader.press("tab")
            await reader.sees("Reading my messages")
            assert "Shouting" not in reader.text
            await reader.press("enter", "tab")
            await reader.sees("(x)")
            assert_nothing_is_told(reader)


async def test_choosing_to_mask_counts_at_once_on_every_open_screen_and_is_kept() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        async with opened(notebook) as reader:
            await reader.press("2")
            await reader.sees("Shouting on the phone")
            await reader.press("f1", "v")
            await reader.sees("Privacy on the screen", "(x) Show my words")
            await reader.press("down", "space")
            await reader.sees("(x) Hide my words until I go to them")
            assert notebook.settings.masked
            await reader.press("space")
            await reader.sees("(x) Hide my words until I go to them")
            await reader.press("escape", "escape")
            await reader.sees("My boundaries", HIDDEN)
            assert_nothing_is_told(reader)
            await reader.press("f1", "v", "up", "space", "escape", "escape")
            await reader.sees("Shouting on the phone", "Reading my messages")
            assert not notebook.settings.masked


@pytest.mark.parametrize(
    ("keys", "minutes", "shown"),
    [
        (("end",), 0, "(x) Do not lock"),
        (("home",), 1, "(x) Lock after 1 minute"),
        (("down",), 10, "(x) Lock after 10 minutes"),
    ],
)
async def test_time_after_which_it_locks_is_kept(keys: tuple[str, ...], minutes: int, shown: str) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.press("f1", "v")
            await reader.sees("(x) Lock after 5 minutes (usual)", "You have no passphrase")
            await reader.press("tab", *keys, "space")
            await reader.sees(shown)
            assert notebook.settings.lock_after == minutes
            assert not notebook.settings.masked


async def test_time_that_is_not_offered_is_shown_as_it_is() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        notebook.save_settings(replace(notebook.settings, lock_after=7))
        async with opened(notebook) as reader:
            await reader.press("f1", "v")
            await reader.sees("(x) Lock after 7 minutes", "( ) Lock after 5 minutes (usual)")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: "x".join(map(str, size)))
async def test_privacy_screen_is_reached_from_help_and_the_search(size: tuple[int, int]) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=size) as reader:
            await reader.press("f1")
            await reader.tabs_to("Privacy on the screen (v)")
            await reader.press("enter")
            await reader.sees("When somebody may look at my screen", "Hide my words until I go to them", "Esc Close")
            await reader.press("escape", "escape", "ctrl+p")
            await reader.type("privacy")
            await reader.sees("Hide your words, lock after a time")
            await reader.press("down", "enter")
            await reader.sees("When somebody may look at my screen")
