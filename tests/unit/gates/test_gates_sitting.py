"""The gates of the shipped exercises: they open on a clear answer alone."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.exercise import Audience
from workbook.model.values import Record, Ticked
from workbook.plan.compose import compose
from workbook.plan.text import to_text
from workbook.store.notebook import Notebook

NOW = datetime(2025, 3, 5, 12, 0, tzinfo=UTC)
SAFE = Record("b1", {"behaviour": "Shouting", "safe": "yes", "consequence": "I end the call"})
SAYS = {"yes": "yes", "no": "no", "unsure": "unsure", "": None}


@pytest.fixture
def notebook() -> Iterator[Notebook]:
    with Notebook.in_memory() as notebook:
        yield notebook


def sit(exercise: str, notebook: Notebook) -> Sitting:
    return Sitting.open(exercise, Library(), notebook, lambda: NOW)


def say_safe(notebook: Notebook) -> None:
    for question in ("ever", "lately"):
        sit("safety", notebook).answer(question, Ticked(("none",)))


def may_be_said(notebook: Notebook) -> bool:
    """Whether the reader is led to say a boundary aloud; page, supporter's copy and advocate's copy agree."""
    page = any(page.id == "aloud" for page in sit("boundaries", notebook).pages())
    copies = {
        "Shouting" in to_text(compose(Library(), notebook, Audience.SUPPORTER, NOW.date())),
        "I may say aloud" in to_text(compose(Library(), notebook, Audience.ADVOCATE, NOW.date())),
    }
    assert copies == {page}
    return page


@pytest.mark.parametrize("before", SAYS)
@pytest.mark.parametrize("here", SAYS)
def test_speaking_needs_a_clear_word_on_orders(notebook: Notebook, before: str, here: str) -> None:
    say_safe(notebook)
    sit("welcome", notebook).answer("order", SAYS[before])
    boundaries = sit("boundaries", notebook)
    boundaries.answer("order", SAYS[here])
    boundaries.answer("boundaries", (SAFE,))
    assert may_be_said(notebook) is (here == "yes" or (here == "no" and before == "no"))


@pytest.mark.parametrize(
    ("exercise", "question", "ticked"),
    [
        ("safety", "ever", "neck"),
        ("safety", "ever", "unsure"),
        ("safety", "lately", "afraid"),
        ("safety", "lately", "unsure"),
        ("safety", "lately", None),
        ("red-flags", "control", "threaten"),
    ],
)
def test_speaking_needs_a_clear_word_on_safety(
    notebook: Notebook, exercise: str, question: str, ticked: str | None
) -> None:
    say_safe(notebook)
    sit("welcome", notebook).answer("order", "no")
    boundaries = sit("boundaries", notebook)
    boundaries.answer("order", "no")
    boundaries.answer("boundaries", (SAFE,))
    assert may_be_said(notebook)
    sit(exercise, notebook).answer(question, Ticked((ticked,)) if ticked else None)
    assert not may_be_said(notebook)


@pytest.mark.parametrize("safe", ["unsure", "worse", "no", None])
def test_boundary_that_is_not_safe_to_say_stays_the_readers(notebook: Notebook, safe: str | None) -> None:
    say_safe(notebook)
    sit("welcome", notebook).answer("order", "no")
    boundaries = sit("boundaries", notebook)
    boundaries.answer("order", "no")
    fields = {name: held for name, held in SAFE.fields.items() if name != "safe"} | ({"safe": safe} if safe else {})
    boundaries.answer("boundaries", (Record("b1", fields),))
    assert not may_be_said(notebook)
