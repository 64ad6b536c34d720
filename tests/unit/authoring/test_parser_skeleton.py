from pathlib import Path

import pytest

from workbook.authoring.parser import parse
from workbook.authoring.skeleton import skeleton, unlined
from workbook.model.exercise import Exercise

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "parser" / "boundaries.md"


def example(*changes: tuple[str, str]) -> Exercise:
    text = EXAMPLE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    parsed = parse(text, "boundaries.md")
    assert parsed.exercise is not None
    return parsed.exercise


@pytest.mark.parametrize(
    "change",
    [
        ("# Boundaries", "# Grenzen"),
        ("Reads my phone", "Liest mein Telefon"),
        ("Something else:", "Etwas **anderes**:"),
        ("*Not safe at all*", "*Gar nicht sicher*"),
        ("What I will do: ", "Was ich tue: "),
        ("( ) Not sure", "( ) Ich weiß nicht"),
        ("version: 1", "version: 2"),
        ("A boundary is about **what", "\n\nA boundary is\nabout **what"),
        (
            "**When** [this happens](#boundaries.behaviour), **I will say** [my words](#boundaries.statement)",
            "[Meine Worte](#boundaries.statement) **sage ich, wenn** [das](#boundaries.behaviour) **geschieht**",
        ),
    ],
)
def test_skeleton_outlives_other_words(change: tuple[str, str]) -> None:
    changed = example(change)

    assert changed != example()
    assert skeleton(changed) == skeleton(example())


@pytest.mark.parametrize(
    "change",
    [
        ("#threats", "#threat"),
        ("; alone", ""),
        ("at least: 1 -->", "at least: 2 -->"),
        (": .................... <!-- #other -->", " <!-- #other -->"),
        ("5 6 7 8 9 10", "5 6 7"),
        ("at most 3", "at most 4"),
        ("; urgent", ""),
        ("; required", ""),
        ("#since; date", "#since"),
        ("<!-- #no --> <!-- #safe", "<!-- #nope --> <!-- #safe"),
        ("for: advocate", "for: supporter"),
        ("after: values.md", "after: welcome.md"),
        ("[my words](#boundaries.statement)", "my words"),
        ("[the safety page](safety.md)", "the safety page"),
        ("Write for as long as you like.", "Write.\n\nAs long as you like."),
        ("unsure, no -->", "unsure -->"),
        ("*Completely safe*\n\n<!-- show when: #safe at most 3; urgent -->", "*Completely safe*"),
    ],
)
def test_skeleton_tells_any_other_change(change: tuple[str, str]) -> None:
    assert skeleton(example(change)) != skeleton(example())


def test_unlined_tells_words_apart_and_forgets_lines() -> None:
    lower = parse("\n\n" + EXAMPLE.read_text("utf-8"), "boundaries.md").exercise

    assert lower is not None
    assert lower != example()
    assert unlined(lower) == unlined(example())
    assert unlined(example(("My words", "Our words"))) != unlined(example())
