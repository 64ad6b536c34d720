"""Practice, as a reader meets it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.widgets import TextArea

from tests.ui.opened import SHIPPED, Reader, clock, opened
from workbook.guide.sitting import Sitting
from workbook.model.values import Record, Ticked, Value
from workbook.screens.practice import PracticeScreen
from workbook.store.notebook import Notebook
from workbook.widgets.masking import HIDDEN

TOLD = Record(
    "b1",
    {
        "behaviour": "Shouting on the phone",
        "safe": "yes",
        "consequence": "I end the call",
        "words": "I hang up now, because you shout.",
    },
)
QUIET = Record("b2", {"behaviour": "Reading my post", "safe": "no", "consequence": "A box", "words": "Kept words"})
CALM: Mapping[str, Mapping[str, Value]] = {
    "welcome": {"order": "no"},
    "safety": {"ever": Ticked(("none",)), "lately": Ticked(("none",))},
    "boundaries": {"order": "no", "boundaries": (TOLD, QUIET)},
    "firm-words": {"pause": "I am getting some air"},
}
"""A reader for whom every gate is open."""


def write(notebook: Notebook, life: Mapping[str, Mapping[str, Value | None]]) -> None:
    for exercise, answers in life.items():
        sitting = Sitting.open(exercise, SHIPPED, notebook, clock)
        for question, value in answers.items():
            sitting.answer(question, value)


def kept(notebook: Notebook) -> list[dict[str, Value | None]]:
    """What every rehearsal holds."""
    return [{name: each.value for name, each in entry.answers.items()} for entry in notebook.entries("practice")]


@asynccontextmanager
async def practising(notebook: Notebook, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Reader]:
    async with opened(notebook, size=size) as reader:
        await reader.app.action_practice()
        await reader.sees("Practise firm words", "Esc Close")
        yield reader


async def goes_over(reader: Reader, typed: str = "") -> None:
    """From the prompt to the sentence."""
    await reader.press("enter")
    await reader.sees("Say it in your head, or type it here")
    await reader.until(lambda: isinstance(reader.app.focused, TextArea), "the caret")
    await reader.type(typed)
    await reader.press("enter")
    await reader.sees("How was it?")


async def test_each_sentence_is_said_before_typed_shown_beside_and_kept_by_how_it_went() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            await reader.sees("Nobody hears it", "“You are overreacting.”", "Enter Go on")
            await reader.press("enter")
            await reader.sees("Somebody says: “You are overreacting.”", "The pause that I keep ready", "1 of 2")
            assert "getting some air" not in reader.words
            await goes_over(reader, "some air")
            await reader.sees("Your words I am getting some air You typed some air", "e It came easily")
            await reader.press("e")
            await reader.sees("“You are too sensitive.”", "Your words for this: Shouting on the phone", "2 of 2")
            await goes_over(reader)
            await reader.sees("Your words I hang up now, because you shout.")
            assert "You typed" not in reader.words
            await reader.press("h")
            await reader.sees("That is plenty for now.", "r Another round")
            await reader.press("escape")
            await reader.sees("You could go on with")
        assert kept(notebook) == [{"ready": "pause", "how": "easy"}, {"boundary": "b1", "how": "hard"}]
        assert all(entry.finished for entry in notebook.entries("practice"))


async def test_to_stop_is_an_answer_and_ends_the_round() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            await reader.press("enter")
            await goes_over(reader)
            await reader.press("s")
            await reader.sees("You stopped. That is a good answer too.", "g Grounding")
            await reader.press("g")
            await reader.sees("Grounding")
        assert kept(notebook) == [{"ready": "pause", "how": "stopped"}]


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
async def test_escape_leaves_at_any_step_and_keeps_nothing(steps: int) -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            for _step in range(steps):
                await reader.press("enter")
            await reader.press("escape")
            await reader.sees("You could go on with")
        assert kept(notebook) == []


async def test_what_is_typed_is_kept_nowhere() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        before = {head.id: notebook.entries(head.id) for head in SHIPPED.heads()}
        async with practising(notebook) as reader:
            await reader.press("enter")
            await goes_over(reader, "Marjorie")
            await reader.press("e")
            await reader.sees("2 of 2")
            assert "Marjorie" not in repr([vars(node) for node in reader.app.screen.walk_children()])
            assert "Marjorie" not in repr(vars(reader.app.screen))
        after = {head.id: notebook.entries(head.id) for head in SHIPPED.heads()}
        assert "Marjorie" not in repr(after)
        assert "Marjorie" not in repr(notebook.settings)
        assert {name for name in after if after[name] != before[name]} == {"practice"}


async def test_private_words_never_come() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            await reader.press("enter")
            for _sentence in range(2):
                await goes_over(reader)
                assert "Kept words" not in reader.words
                assert "Reading my post" not in reader.words
                await reader.press("e")
            await reader.sees("That is plenty for now.")


async def test_prompts_can_be_left_out_and_stay_so() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            await reader.press("p")
            await reader.sees("Your sentences come alone.")
            await reader.press("enter")
            await reader.sees("The pause that I keep ready", "There is no hurry.")
            assert "Somebody says" not in reader.words
        async with practising(notebook) as reader:
            await reader.sees("Your sentences come alone.")
            await reader.press("p")
            await reader.sees("Before each one comes something")
        assert notebook.settings.dismissed == ()


async def test_hint_stands_beside_a_sentence_until_it_is_put_away() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook, (80, 30)) as reader:
            await reader.press("enter")
            await goes_over(reader)
            assert "Hint" not in reader.words
            assert "d Put this hint away" not in reader.words
            await reader.press("e")
            await goes_over(reader)
            await reader.sees("Hint: This has “because” in it.", "d Put this hint away")
            await reader.press("tab", "d")
            await reader.until(lambda: "Hint" not in reader.words, "the end of the hint")
            await reader.sees("How was it?", "e It came easily")
        async with practising(notebook, (80, 30)) as reader:
            await reader.press("enter")
            await reader.sees("Shouting on the phone")
            await goes_over(reader)
            await reader.sees("I hang up now, because you shout.")
            assert "Hint" not in reader.words
        assert len(notebook.settings.dismissed) == 1
        assert "shout" not in repr(notebook.settings.dismissed)


async def test_without_the_cursor_at_one_the_first_hint_is_put_away() -> None:
    words = "Sorry, I hang up now, because you shout."
    with Notebook.in_memory() as notebook:
        write(notebook, {**CALM, "firm-words": {"pause": words}})
        async with practising(notebook, (80, 30)) as reader:
            await reader.press("enter")
            await goes_over(reader)
            await reader.sees("Hint: This has “because” in it.", "Hint: This has “Sorry” in it.")
            await reader.press("d")
            await reader.until(lambda: "“because”" not in reader.words, "the end of the first hint")
            await reader.sees("Hint: This has “Sorry” in it.", "d Put this hint away")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"safety": {"lately": Ticked(("afraid",))}}, "You named danger."),
        ({"safety": {"ever": None}}, "Practice opens once you have answered the safety pages"),
        ({"welcome": {"order": None}, "firm-words": {"pause": None}}, "until it is clear that no order forbids it"),
        ({"boundaries": {"boundaries": (QUIET, replace(TOLD, retired=True))}, "firm-words": {"pause": None}}, "yours"),
        (
            {
                "boundaries": {"boundaries": (replace(QUIET, retired=True), replace(TOLD, retired=True))},
                "firm-words": {"pause": None},
            },
            "There is nothing to practise yet.",
        ),
    ],
    ids=["danger", "unclear", "order", "private", "nothing"],
)
async def test_where_nothing_may_be_practised_it_says_why_and_where_to_go(
    change: Mapping[str, Mapping[str, Value | None]], words: str
) -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        write(notebook, change)
        async with practising(notebook) as reader:
            await reader.sees(words, "s Safety", "g Grounding", "f Firm words")
            for key, there in (("s", "What you can do now"), ("g", "Grounding"), ("f", "My pause and my way out")):
                await reader.press(key)
                await reader.sees(there)
                await reader.press("escape")
                await reader.sees(words)
            await reader.press("enter", "e", "h", "escape")
            await reader.sees("Enter Open")
        assert kept(notebook) == []


async def test_gate_that_closes_meanwhile_ends_the_round() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            await reader.press("enter")
            await goes_over(reader)
            write(notebook, {"safety": {"lately": Ticked(("watched",))}})
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            await reader.press("escape")
            await reader.sees("You named danger.")
            assert "getting some air" not in reader.words
        assert kept(notebook) == []


async def test_gate_that_closes_on_the_way_is_seen_before_anything_is_kept() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            await reader.press("enter")
            await goes_over(reader)
            write(notebook, {"safety": {"lately": Ticked(("watched",))}})
            await reader.press("e")
            await reader.sees("You named danger.")
        assert kept(notebook) == []


async def test_help_in_between_leaves_the_round_as_it_is() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            await reader.press("enter", "enter")
            await reader.until(lambda: isinstance(reader.app.focused, TextArea), "the caret")
            await reader.type("some")
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            await reader.press("escape")
            await reader.sees("Say it in your head, or type it here")
            await reader.press("enter")
            await reader.sees("You typed some")


async def test_words_are_masked_but_for_the_sentence_that_was_gone_to() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        notebook.save_settings(replace(notebook.settings, masked=True))
        async with practising(notebook, (80, 30)) as reader:
            await reader.press("enter")
            await reader.sees("The pause that I keep ready")
            await goes_over(reader, "some air")
            await reader.sees("You typed some air")
            await reader.press("e")
            await reader.sees(f"Your words for this: {HIDDEN}", "F3 Show my words")
            await goes_over(reader, "stop")
            await reader.sees("I hang up now, because you shout.", f"Hint: {HIDDEN}")
            assert "Shouting on the phone" not in reader.words
            await reader.press("tab")
            await reader.sees("This has “because” in it.")
            assert "I hang up now" not in reader.words
            await reader.press("f3")
            await reader.sees("Shouting on the phone", "I hang up now")


async def test_what_is_being_typed_is_masked_where_the_cursor_is_not() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        notebook.save_settings(replace(notebook.settings, masked=True))
        async with practising(notebook) as reader:
            await reader.press("enter", "enter")
            await reader.until(lambda: isinstance(reader.app.focused, TextArea), "the caret")
            await reader.type("some air")
            await reader.sees("some air")
            reader.app.screen.set_focus(None)
            await reader.until(lambda: "some air" not in reader.words, "the dots")


async def test_search_leads_there_and_only_once() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with opened(notebook) as reader:
            for _time in range(2):
                await reader.press("ctrl+p")
                await reader.sees("Search…")
                await reader.type("practise")
                await reader.sees("Your own sentences, in silence")
                await reader.press("enter")
                await reader.sees("Nobody hears it")
                await reader.press("f1")
                await reader.sees("Am I in danger now?")
            screens = [screen for screen in reader.app.screen_stack if isinstance(screen, PracticeScreen)]
            assert len(screens) == 1


async def test_after_a_lock_practice_begins_anew() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            await reader.press("enter")
            await goes_over(reader, "some air")
            mark = reader.app.screen.bookmark  # type: ignore[attr-defined]
        async with opened(notebook, bookmark=mark) as reader:
            await reader.sees("Nobody hears it", "Enter Go on")
            assert "some air" not in reader.words
        assert kept(notebook) == []


async def test_another_round_says_something_else() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook) as reader:
            said = []
            for _time in range(2):
                await reader.press("enter")
                await reader.sees("Somebody says:")
                said.append(reader.words.split("“")[1].split("”")[0])
                for _sentence in range(2):
                    await goes_over(reader)
                    await reader.press("e")
                await reader.sees("r Another round")
                await reader.press("r")
                await reader.sees("Nobody hears it")
            assert len(set(said)) == 2


async def test_rehearsal_reads_well_among_the_answers() -> None:
    with Notebook.in_memory() as notebook:
        write(notebook, CALM)
        async with practising(notebook, (80, 40)) as reader:
            await reader.press("enter")
            for _sentence in range(2):
                await goes_over(reader)
                await reader.press("e")
            await reader.press("escape")
            await reader.opens("practice")
            await reader.sees("The pause that I keep ready", "I hang up now, because you shout.")
            await reader.press("down", "enter")
            await reader.sees("Your answers: Practice in silence", "Or which words of a boundary?", "It came easily")
