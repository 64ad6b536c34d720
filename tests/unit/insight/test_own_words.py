"""What may be practised: nothing that the reader keeps to themselves, and nothing while a gate is closed."""

from dataclasses import replace

import pytest

from tests.unit.gates.gate_world import BOUNDARIES, Says, every_single_word, shipped, standing, world
from tests.unit.guide.guide_world import World, given
from workbook.guide.showing import items, offered, pages
from workbook.insight.own_words import BOUNDARY, PRACTICE, READY, Closed, own_words, why_none
from workbook.model.exercise import Question
from workbook.model.values import Record, Value

CALM = next(iter(every_single_word()))
"""A reader for whom every gate is open."""
UNSAID = (None, "unsure", "worse", "no")


def add(here: World, exercise_id: str, values: dict[str, Value]) -> None:
    """Answer more in an exercise that does not repeat."""
    held = here.stored.get(exercise_id) or here.enter(exercise_id)
    more = {name: given(here.shelf[exercise_id], name, value) for name, value in values.items()}
    here.stored.pop(held.id, None)
    here.stored[exercise_id] = replace(held, id=exercise_id, answers={**held.answers, **more})


def reader(says: Says = CALM, **firm_words: str) -> World:
    """Somebody with two boundaries and these firm words."""
    here = world(says)
    if firm_words:
        add(here, "firm-words", dict(firm_words))
    return here


def bounded(*records: Record, says: Says = CALM) -> World:
    here = reader(says)
    add(here, "boundaries", {"boundaries": records})
    return here


def told(here: World) -> list[str]:
    return [each.words for each in own_words(here, here, here.today)]


def why(here: World) -> Closed:
    return why_none(here, here, here.today)


def test_what_is_kept_ready_and_safe_to_say_may_be_practised() -> None:
    here = reader(pause="I need some air", exit="The bus comes", line="Not so", next="I go")
    found = own_words(here, here, here.today)
    assert [(each.question, each.choice, each.words) for each in found] == [
        (READY, "pause", "I need some air"),
        (READY, "exit", "The bus comes"),
        (BOUNDARY, "told", "Not like this"),
    ]
    assert [each.label for each in found] == [
        "The pause that I keep ready",
        "The exit line that I keep ready",
        "Shouting at me",
    ]
    assert [each.is_labelled_by_reader for each in found] == [False, False, True]


def test_language_is_that_of_the_exercise_in_which_it_was_written() -> None:
    here = reader(pause="Un momento")
    entry = here.stored["firm-words"]
    spanish = replace(entry.answers["pause"], language="es")
    here.stored["firm-words"] = replace(entry, answers={**entry.answers, "pause": spanish})
    assert [each.language for each in own_words(here, here, here.today)] == ["es", "en"]


def test_gates_decide_for_every_reader() -> None:
    for says in every_single_word():
        here = reader(says, pause="A pause")
        expected = ["A pause"] * says.is_clear + ["Not like this"] * (says.is_clear and says.may_speak)
        assert told(here) == expected, says


@pytest.mark.parametrize("safe", UNSAID)
def test_private_boundary_is_neither_practised_nor_shown_anywhere_in_the_exercise(safe: str | None) -> None:
    fields = {"behaviour": "Secret deed", "consequence": "Secret act", "words": "Secret words"}
    private = Record("secret", {**fields, **({"safe": safe} if safe else {})})
    for says in (CALM, replace(CALM, ever="neck"), replace(CALM, order_here="unsure"), Says()):
        here = bounded(BOUNDARIES[0], private, says=says)
        assert "Secret words" not in told(here)
        here.enter("practice", {"boundary": "secret", "how": "easy"})
        context = here.context(PRACTICE)
        shown = [item for page in pages(context) for item in items(page, context)]
        assert "Secret" not in repr(shown)
        asked = [item for item in shown if isinstance(item, Question)]
        assert not any("Secret" in option.words for question in asked for option in offered(question, context))
        words = here.sit(PRACTICE, here.entries(PRACTICE)[-1].id).words(BOUNDARY)
        assert "Secret" not in " ".join(words)


def test_boundary_that_becomes_private_is_out_at_once() -> None:
    here = bounded(BOUNDARIES[0])
    assert told(here) == ["Not like this"]
    add(here, "boundaries", {"boundaries": (Record("told", {**BOUNDARIES[0].fields, "safe": "unsure"}),)})
    assert told(here) == []


@pytest.mark.parametrize("gone", [{"retired": True}, {"retired": True, "erased": True, "fields": {}}])
def test_removed_boundary_is_not_practised(gone: dict[str, object]) -> None:
    assert told(bounded(replace(BOUNDARIES[0], **gone))) == []  # type: ignore[arg-type]


def test_boundary_without_words_is_not_called_by_what_it_is_about() -> None:
    fields = {name: held for name, held in BOUNDARIES[0].fields.items() if name != "words"}
    assert told(bounded(Record("told", fields), BOUNDARIES[1])) == []


def test_hidden_answer_is_not_practised() -> None:
    assert told(reader(pause="   ")) == ["Not like this"]


@pytest.mark.parametrize(
    ("here", "reason"),
    [
        (reader(replace(CALM, ever="neck")), Closed.DANGER),
        (reader(replace(CALM, lately="afraid")), Closed.DANGER),
        (reader(replace(CALM, control="threaten")), Closed.DANGER),
        (reader(replace(CALM, ever=None)), Closed.UNCLEAR),
        (reader(replace(CALM, lately="unsure", signs="unsure")), Closed.UNCLEAR),
        (reader(Says()), Closed.UNCLEAR),
        (reader(replace(CALM, order_here=None)), Closed.ORDER),
        (reader(replace(CALM, order_here="unsure")), Closed.ORDER),
        (bounded(BOUNDARIES[1]), Closed.KEPT),
        (bounded(Record("x", {"behaviour": "Lies", "safe": "yes"})), Closed.UNWRITTEN),
        (bounded(), Closed.UNWRITTEN),
    ],
    ids=lambda value: value.name if isinstance(value, Closed) else "",
)
def test_it_is_known_why_there_is_nothing(here: World, reason: Closed) -> None:
    assert told(here) == []
    assert why(here) is reason


def test_without_the_exercise_there_is_nothing() -> None:
    here = reader(pause="A pause")
    del here.shelf[PRACTICE]
    assert told(here) == []
    assert why(here) is Closed.UNWRITTEN


def test_walk_stands_at_the_exercise() -> None:
    assert standing(reader(), PRACTICE).exercise is shipped()[PRACTICE]
