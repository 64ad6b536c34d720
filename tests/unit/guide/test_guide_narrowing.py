"""`from:` with a condition about the fields of the records that it offers."""

import pytest

from tests.unit.guide.guide_world import World, ask, erased, exercise, retired, row
from workbook.guide.showing import offered, offered_for_field
from workbook.guide.wording import erased as erased_words
from workbook.guide.wording import no_longer_listed
from workbook.model.condition import Ref
from workbook.model.exercise import Exercise, Field, Option
from workbook.model.values import FieldKind, FieldValue, Record

FIELDS = (
    Field("what", "What"),
    Field("safe", "Safe", FieldKind.CHOICE, options=(Option("yes", "Yes"), Option("no", "No"))),
    Field("words", "Words"),
)
WHEN = ("lines.md#lines.safe is yes", "lines.md#lines.words is answered")
TOLD = row("told", what="Shouting", safe="yes", words="Not like this")
QUIET = row("quiet", what="Post", safe="no", words="Kept words")
UNSAID = row("unsaid", what="Late calls", safe="yes")
UNMARKED = row("unmarked", what="Doors", words="Loose words")


@pytest.fixture
def chooser(world: World) -> Exercise:
    """An exercise that offers the words of lines that are safe to say."""
    world.put(exercise("lines", ask("records", "lines", fields=FIELDS)))
    form = exercise("chooser", ask("choice", "one", "other", offers="lines.md#lines.words", when=WHEN))
    world.put(form)
    return form


def lines(world: World, *records: Record) -> None:
    world.enter("lines", {"lines": records})


def words_offered(world: World, form: Exercise) -> list[str]:
    question = form.question("one")
    assert question is not None
    return [option.words for option in offered(question, world.context(form.id))]


def test_only_records_for_which_every_condition_holds_are_offered(world: World, chooser: Exercise) -> None:
    lines(world, QUIET, TOLD, UNSAID, UNMARKED)
    assert words_offered(world, chooser) == ["Not like this", "Other"]


def test_record_that_meets_one_condition_and_another_that_meets_the_other_offer_nothing(
    world: World, chooser: Exercise
) -> None:
    lines(world, QUIET, UNSAID)
    assert words_offered(world, chooser) == ["Other"]


@pytest.mark.parametrize(
    ("now", "read"),
    [
        (TOLD, "Not like this"),
        (retired(TOLD), "Not like this"),
        (row("told", what="Shouting", safe="no", words="Not like this"), no_longer_listed()),
        (row("told", what="Shouting", words="Not like this"), no_longer_listed()),
        (erased(TOLD), erased_words()),
    ],
    ids=["as it was", "removed", "private by now", "unmarked by now", "erased"],
)
def test_chosen_record_keeps_its_words_only_while_the_conditions_let_it_through(
    world: World, chooser: Exercise, now: Record, read: str
) -> None:
    lines(world, row("other", what="Lies", safe="yes", words="Not so"), now)
    world.enter("chooser", {"one": "told"})
    assert world.sit("chooser").words("one") == (read,)
    shown = words_offered(world, chooser)
    assert ("Not like this" in " ".join(shown)) is (read == "Not like this")


def test_field_that_offers_records_is_narrowed_in_the_same_way(world: World, chooser: Exercise) -> None:
    lines(world, QUIET, TOLD)
    source = Ref("lines", "lines", "words")
    question = chooser.question("one")
    assert question is not None
    field = Field("which", "Which", FieldKind.CHOICE, offers=source, when=question.when)
    form = exercise("rows", ask("records", "rows", fields=(Field("name", "Name"), field)))
    fields: dict[str, FieldValue] = {"name": "One", "which": "quiet"}
    context = world.at(form, {"rows": (Record("r", fields),)})
    assert [option.words for option in offered_for_field(field, context)] == ["Not like this"]
    assert "Kept words" not in " ".join(
        option.words for option in offered_for_field(field, context, Record("r", fields))
    )
