from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.opened import clock, live, only_entry, opened
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.values import Dated, Record, Ticked
from workbook.screens.themes import NAMES
from workbook.store.notebook import Notebook


async def test_help_begins_with_danger_and_names_the_keys_and_the_file(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook, size=(100, 60)) as reader:
            await reader.press("f1")
            words = await reader.sees("Am I in danger now?", "call your local emergency number", "Ctrl+Q, F9")
            assert words.startswith("Am I in danger now?")
            assert str(tmp_path) in reader.text.replace("\n", "").replace(" ", "")
            assert "It has no passphrase" in words


@pytest.mark.parametrize("keys", [("s",), ("enter",)])
async def test_help_leads_to_safety_and_escape_back_to_where_the_reader_was(keys: tuple[str, ...]) -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("values", page="what")
            await reader.sees("What a value is")
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            await reader.press(*keys)
            await reader.sees("If you are in danger now, get somewhere safer")
            await reader.press("escape")
            await reader.sees("What a value is")


@pytest.mark.parametrize(
    ("exercise", "key", "words"),
    [
        ("safety", "s", "If you are in danger now, get somewhere safer"),
        ("grounding", "g", "Start"),
    ],
)
async def test_help_leads_to_the_words_and_never_to_what_was_answered(exercise: str, key: str, words: str) -> None:
    with Notebook.in_memory() as notebook:
        sitting = Sitting.open(exercise, Library(), notebook, clock)
        for question in sitting.exercise.questions:
            if question.kind == "checklist":
                sitting.answer(question.id, Ticked((question.options[0].id,)))
        sitting.finish()
        async with opened(notebook) as reader:
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            await reader.press(key)
            await reader.sees(words)
            assert "Your answers" not in reader.text


@pytest.mark.parametrize("keys", [("g",), ("tab", "enter")])
async def test_help_leads_to_the_quiet_page(keys: tuple[str, ...]) -> None:
    async with opened(Notebook.in_memory()) as reader:
        await reader.press("f1")
        await reader.sees("Am I in danger now?")
        await reader.press(*keys)
        await reader.sees("Grounding", "F8 Continue")


@pytest.mark.parametrize("key", ["escape", "f1", "q", "question_mark"])
async def test_help_is_closed_by_its_own_keys(key: str) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.press("question_mark")
            await reader.sees("Am I in danger now?")
            await reader.press(key)
            if key != "question_mark":
                await reader.sees("You could go on with")
            assert len(reader.app.screen_stack) <= 2


async def test_help_opens_over_a_text_area_and_leaves_the_caret_there() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "backup")
            await reader.type("a?")
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            await reader.press("escape")
            await reader.type("b")
            await reader.press("f8")
            assert only_entry(notebook, "welcome").answers["backup"].value == "a?b"


async def test_search_opens_an_exercise_by_a_part_of_its_name() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.press("ctrl+p")
            await reader.type("people on")
            await reader.sees("People on my side")
            await reader.until(lambda: "Looking" not in reader.words, "the hits alone")
            await reader.press("down", "enter")
            await reader.sees("Here you choose a few people", "F8 Continue")


async def test_search_offers_the_places_and_nothing_of_textuals() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=(100, 60)) as reader:
            await reader.press("ctrl+p")
            words = await reader.sees("My boundaries", "My plan", "Help", "Leave", "Safety")
            for strange in ("Screenshot", "Theme", "Quit", "Maximize", "Keys", "SVG"):
                assert strange not in words
            assert "Grounding" not in words
            await reader.type("grounding")
            await reader.until(lambda: "Grounding" in reader.words, "an exercise that was not offered unasked")
            await reader.press(*["backspace"] * len("grounding"))
            await reader.type("screenshot")
            await reader.until(lambda: "My boundaries" not in reader.words, "what matches")
            assert "svg" not in reader.words.lower()


async def test_search_that_finds_nothing_harms_nothing() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.press("ctrl+p")
            await reader.type("[/b] zzz")
            await reader.press("enter")
            await reader.press("escape")
            await reader.sees("You could go on with")


async def test_colours_go_round_through_every_theme_and_the_last_is_kept(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            shown = [reader.app.theme]
            for _theme in NAMES:
                await reader.press("f2")
                await reader.sees("You could go on with")
                shown.append(reader.app.theme)
            assert set(shown) == set(NAMES)
            assert shown[0] == shown[-1]
            await reader.press("f2")
            chosen = reader.app.theme
            assert chosen != shown[0]
            await reader.leaves()
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            assert reader.app.theme == chosen


async def test_colours_change_while_writing_and_the_words_stay() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "backup")
            await reader.type("Paper")
            for _theme in NAMES:
                await reader.press("f2")
                await reader.sees("Paper")
            await reader.press("f8")
            assert only_entry(notebook, "welcome").answers["backup"].value == "Paper"


async def test_theme_that_is_no_longer_there_is_replaced() -> None:
    from dataclasses import replace

    with Notebook.in_memory() as notebook:
        notebook.save_settings(replace(notebook.settings, theme="gone"))
        async with opened(notebook) as reader:
            await reader.sees("Begin (5 minutes)")
            await reader.press("f2")
            assert reader.app.theme in NAMES


async def test_helplines_of_the_chosen_region_stand_under_the_emergency_sentence() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.press("f1")
            words = await reader.sees("Choose a region, to see its helplines here")
            assert "Helplines:" not in words
            await reader.press("r")
            await reader.sees("None of these, or not now", "New Zealand", "says roughly where you are")
            await reader.press("down", "down", "down", "down", "down", "enter")
            words = await reader.sees(
                "Helplines: New Zealand",
                "Check a number before you rely on it.",
                "Women's Refuge, for women and children. Day and night, every day.",
                "Phone: 0800 733 843",
                "Looked up on 21 November 2026, in stored copies of pages at govt.nz, womensrefuge.org.nz.",
            )
            assert words.index("local emergency number") < words.index("Helplines:") < words.index("safety pages (s)")
            assert notebook.settings.region == "new-zealand"
            await reader.press("r")
            await reader.sees("None of these")
            await reader.press("home", "enter")
            await reader.sees("Choose a region, to see its helplines here")
            assert notebook.settings.region is None


async def test_region_that_is_no_longer_there_reads_as_none() -> None:
    with Notebook.in_memory() as notebook:
        notebook.save_settings(replace(notebook.settings, region="../atlantis"))
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.press("f1")
            await reader.sees("Choose a region, to see its helplines here")


async def test_people_of_the_reader_are_one_key_away_from_help() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        mine = (Record("m", {"name": "M.", "reach": "at work, before noon"}), Record("r", {"name": "R."}))
        Sitting.open("supporters", Library(), notebook, clock).answer("supporters", mine)
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.press("f1")
            words = await reader.sees(
                "M.: at work, before noon R.", "The people on my side: all I wrote about them (o)"
            )
            assert words.index("local emergency number") < words.index("M.: at work") < words.index("Choose a region")
            await reader.press("o")
            await reader.sees("People on my side")


async def test_help_says_what_each_person_knows_since_when_and_when_that_was_last_sure() -> None:
    with Notebook.in_memory() as notebook:
        mine = (
            Record("m", {"name": "M.", "knows": "part", "since": Dated("this spring"), "still": Dated("3 May")}),
            Record("r", {"name": "R.", "knows": "no", "since": Dated("June")}),
        )
        Sitting.open("supporters", Library(), notebook, clock).answer("supporters", mine)
        async with opened(notebook, size=(100, 50)) as reader:
            await reader.press("f1")
            words = await reader.sees(
                "Knows my plan: In part · Since when: this spring · I was last sure of this on: 3 May",
                "R. Knows my plan: Not yet",
            )
            assert "June" not in words
            assert "good aim" not in words


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (0, "Nobody is on your list yet. That is no fault of yours. Someone at a helpline can be the first."),
        (1, "Two people is a good aim. One is a start."),
    ],
)
async def test_help_is_kind_where_there_are_fewer_than_two(number: int, kind: str) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        mine = tuple(Record(f"s{each}", {"name": "M."}) for each in range(number))
        Sitting.open("supporters", Library(), notebook, clock).answer("supporters", mine)
        async with opened(notebook, size=(100, 50)) as reader:
            await reader.press("f1")
            await reader.sees("People on my side", kind, "(s)")
            await reader.press("o")
            await reader.sees("F8 Continue" if not number else "People on my side")


async def test_help_is_read_to_its_end_where_there_is_little_room() -> None:
    with Notebook.in_memory() as notebook:
        notebook.save_settings(replace(notebook.settings, region="england"))
        async with opened(notebook, size=(60, 20)) as reader:
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            seen = reader.words
            for _page in range(8):
                await reader.press("pagedown")
                seen += " " + reader.words
            for words in ("0808 2000 247", "The copies may be older.", "How to leave", "Read the first pages again"):
                assert words in seen
