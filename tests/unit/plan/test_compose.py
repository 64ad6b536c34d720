"""The plan is what its plan pages name, for whom they name it, of what is answered now."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import pytest

from workbook.authoring.parser import parse
from workbook.guide.sitting import Sitting
from workbook.model.exercise import Audience, Exercise
from workbook.model.head import Head
from workbook.model.values import Dated, Record, Value
from workbook.plan.compose import compose
from workbook.plan.document import Plan
from workbook.plan.markdown import to_markdown
from workbook.plan.text import to_text
from workbook.store.notebook import Notebook

TODAY = date(2025, 11, 21)

WELCOME = """\
# Welcome

<!-- exercise: #welcome; version: 1; part: start; minutes: 5 -->

## Ask

### Ready?

<!-- ask: choice #ready -->

- ( ) Yes <!-- #yes -->
- ( ) No <!-- #no -->

### Who?

<!-- ask: short #who -->

........

### Only mine

<!-- ask: journal #diary -->

........

## For my plan

<!-- plan; for: advocate -->

It is about [who it is](#who).

<!-- show when: #ready is yes -->

I am ready.

## Only when ready

<!-- plan; #ready-plan; for: supporter; when: #ready is yes -->

Please ask [who it is](#who).
"""

PEOPLE = """\
# People

<!-- exercise: #people; version: 1; part: people; minutes: 5; after: welcome.md -->

## Ask

### Who is on your side?

<!-- ask: records #helpers -->

- Name: ........ <!-- #name; required -->
- Safe: ( ) Yes <!-- #yes --> ( ) No <!-- #no --> <!-- #safe; choice -->

## My people

<!-- plan; -->

<!-- show when: #helpers.safe is yes -->

- [Someone](#helpers.name), safe

<!-- show when: #helpers.safe is no -->

- [Someone](#helpers.name), not safe
"""

LOG = """\
# Log

<!-- exercise: #log; version: 1; part: record; minutes: 5; repeat: any time -->

## Ask

### What happened?

<!-- ask: journal #what -->

........

### When was it?

<!-- ask: date #day; about -->

........

## What happened

<!-- plan; for: chronology -->

[What happened](#what)
"""

MY_PLAN = """\
# My plan

<!-- exercise: #my-plan; version: 1; part: my-plan; minutes: 5; after: people.md -->

## Ask

### What next?

<!-- ask: short #next -->

........

## On one page

<!-- plan; -->

- [Someone](people.md#helpers.name)

Next: [something](#next).
"""


QUESTIONS = """\
# Questions

<!-- exercise: #questions; version: 1; part: people; minutes: 5; after: welcome.md -->

## Ask

### What?

<!-- ask: short #what -->

........

### Why?

<!-- ask: short #why -->

........

## To ask

<!-- plan; for: advocate -->

I ask:

[a question](#what)

Because:

[a reason](#why)

- Why: [a reason](#why)

They are mine.
"""


class Shelves:
    """The exercises above, and a notebook in memory."""

    def __init__(self, notebook: Notebook) -> None:
        texts = {"welcome": WELCOME, "people": PEOPLE, "log": LOG, "my-plan": MY_PLAN}
        self._exercises = {name: parse(text, f"{name}.md").exercise for name, text in texts.items()}
        self.notebook = notebook

    def heads(self) -> Sequence[Head]:
        return [exercise.head for exercise in self._exercises.values() if exercise]

    def exercise(self, exercise_id: str) -> Exercise | None:
        return self._exercises.get(exercise_id)

    def add(self, exercise_id: str, text: str) -> None:
        self._exercises[exercise_id] = parse(text, f"{exercise_id}.md").exercise

    def answer(self, exercise_id: str, written: str = "2025-11-20", **answers: Value) -> None:
        moment = datetime.fromisoformat(written).replace(tzinfo=UTC)
        sitting = Sitting.open(exercise_id, self, self.notebook, lambda: moment)
        for question_id, value in answers.items():
            sitting.answer(question_id, value)
        sitting.finish()

    def plan(self, audience: Audience = Audience.PRIVATE) -> Plan:
        return compose(self, self.notebook, audience, TODAY)


@pytest.fixture
def shelves() -> Iterator[Shelves]:
    with Notebook.in_memory() as notebook:
        yield Shelves(notebook)


def section(plan: Plan, exercise_id: str) -> str:
    """What one exercise gives to the plan, as Markdown without the plan's first lines."""
    [found] = [each for each in plan.sections if each.exercise_id == exercise_id]
    return to_markdown(Plan("", TODAY, (found,))).split("\n\n", 1)[1].strip()


def test_empty_plan_is_kind_and_names_what_of_the_way_through_could_be_in_it(shelves: Shelves) -> None:
    plan = shelves.plan()

    assert plan.sections == ()
    assert plan.not_yet == ("My plan", "Welcome")
    assert "Nothing is in this plan yet, and that is fine." in to_text(plan).replace("\n", " ")


def test_answers_stand_in_the_words_of_the_plan_page(shelves: Shelves) -> None:
    shelves.answer("welcome", who="my *boss*")

    assert section(shelves.plan(), "welcome") == "## Welcome\n\nIt is about my \\*boss\\*."


@pytest.mark.parametrize("audience", list(Audience))
def test_plan_shows_nothing_that_an_answer_said_before(shelves: Shelves, audience: Audience) -> None:
    shelves.answer("welcome", "2025-11-18", ready="yes", who="a name once")
    shelves.answer("people", "2025-11-18", helpers=(Record("1", {"name": "an old name", "safe": "yes"}),))
    shelves.answer("log", "2025-11-18", what="as told once")
    shelves.answer("welcome", "2025-11-19", who="a boss")
    shelves.answer("people", "2025-11-19", helpers=(Record("1", {"name": "M.", "safe": "yes"}),))
    (entry,) = shelves.notebook.entries("log")
    Sitting.open("log", shelves, shelves.notebook, lambda: datetime(2025, 11, 19, tzinfo=UTC), entry.id).answer(
        "what", "as told now"
    )
    assert all(entry.earlier for entry in shelves.notebook.all_entries())
    for text in (to_markdown(shelves.plan(audience)), to_text(shelves.plan(audience))):
        assert not [words for words in ("once", "old name") if words in text]


def test_passage_whose_condition_turned_false_is_left_out(shelves: Shelves) -> None:
    shelves.answer("welcome", who="B", ready="yes")
    assert "I am ready." in to_markdown(shelves.plan())

    shelves.answer("welcome", ready="no")

    assert "I am ready." not in to_markdown(shelves.plan())
    assert shelves.plan(Audience.SUPPORTER).sections == ()


def test_page_that_a_condition_closed_is_not_spoken_of(shelves: Shelves) -> None:
    shelves.answer("welcome", ready="no")

    assert shelves.plan(Audience.SUPPORTER).not_yet == ()


def test_nobody_gets_more_than_plan_pages_give_them(shelves: Shelves) -> None:
    shelves.answer("welcome", who="B", diary="a secret")
    shelves.answer("people", helpers=(Record("r1", {"name": "M", "safe": "yes"}),))
    shelves.answer("log", what="shouted")

    every = {audience: to_markdown(shelves.plan(audience)) for audience in Audience}

    assert not any("a secret" in text for text in every.values())
    assert [audience for audience, text in every.items() if "is about B" in text] == ["private", "advocate"]
    assert [audience for audience, text in every.items() if "- M" in text] == ["private"]
    assert [audience for audience, text in every.items() if "shouted" in text] == ["private", "chronology"]


def test_what_was_left_open_is_only_named_to_the_reader(shelves: Shelves) -> None:
    shelves.answer("log", what="shouted")

    assert "Not in this plan yet" in to_markdown(shelves.plan())
    assert shelves.plan(Audience.ADVOCATE).not_yet == ("Welcome",)
    assert "Welcome" not in to_markdown(shelves.plan(Audience.ADVOCATE))


def test_people_come_first(shelves: Shelves) -> None:
    shelves.answer("welcome", who="B")
    shelves.answer("people", helpers=(Record("r1", {"name": "M", "safe": "yes"}),))

    assert [each.title for each in shelves.plan().sections] == ["On one page", "People", "Welcome"]


def test_list_that_conditions_cut_apart_reads_as_one(shelves: Shelves) -> None:
    records = (Record("r1", {"name": "M", "safe": "yes"}), Record("r2", {"name": "N", "safe": "no"}))
    shelves.answer("people", helpers=records)

    assert section(shelves.plan(), "people") == "## People\n\n- M, safe\n- N, not safe"


def test_repeated_exercise_tells_every_entry_oldest_first(shelves: Shelves) -> None:
    shelves.answer("log", "2025-11-02", what="first\n\nand more", day=Dated("yesterday", "2025-11-01"))
    shelves.answer("log", "2025-11-08", what="second", day=Dated("today", "2025-11-08"))

    assert section(shelves.plan(), "log") == (
        "## Log\n\n### 1 November 2025\n\nfirst\n\nand more\n\n### 8 November 2025\n\nsecond"
    )


def test_what_is_not_answered_is_marked_in_a_line_with_what_is(shelves: Shelves) -> None:
    shelves.add("questions", QUESTIONS.replace("I ask:\n", "I ask [a question](#what) for [a reason](#why).\n"))
    shelves.answer("questions", what="May I move?")

    assert "I ask May I move? for _a reason (not answered yet)_." in section(shelves.plan(), "questions")


@pytest.mark.parametrize("audience", [Audience.PRIVATE, Audience.ADVOCATE])
def test_plan_does_not_tell_what_is_not_answered(shelves: Shelves, audience: Audience) -> None:
    shelves.add("questions", QUESTIONS)
    shelves.answer("questions", what="May I move?")

    assert section(shelves.plan(audience), "questions") == "## Questions\n\nI ask:\n\nMay I move?\n\nThey are mine."


def test_lead_in_that_holds_the_reader_s_own_words_stays_before_a_gap(shelves: Shelves) -> None:
    shelves.add("questions", QUESTIONS.replace("Because:\n\n", ""))
    shelves.answer("questions", what="My list:")

    assert section(shelves.plan(Audience.ADVOCATE), "questions") == (
        "## Questions\n\nI ask:\n\nMy list:\n\nThey are mine."
    )


GUARDED = """\
# Guarded

<!-- exercise: #guarded; version: 1; part: people; minutes: 5; after: people.md -->

Words.

## My people

<!-- plan; for: supporter; when: people.md#helpers.safe is yes -->

> Only the safe ones.

{block}
"""


@pytest.mark.parametrize(
    "block",
    [
        "- [Someone](people.md#helpers.name)",
        "[Someone](people.md#helpers.name)",
        "[Everyone](people.md#helpers)",
        "I ask [someone](people.md#helpers.name).",
        "| a |\n| - |\n| [Someone](people.md#helpers.name) |",
    ],
)
def test_page_behind_a_condition_about_records_tells_only_of_those_that_meet_it(shelves: Shelves, block: str) -> None:
    shelves.add("guarded", GUARDED.format(block=block))
    shelves.answer(
        "people", helpers=(Record("r1", {"name": "Mia", "safe": "yes"}), Record("r2", {"name": "Noor", "safe": "no"}))
    )

    told = section(shelves.plan(Audience.SUPPORTER), "guarded")

    assert ("Mia" in told, "Noor" in told) == (True, False)


@pytest.mark.parametrize("audience", list(Audience))
def test_every_copy_says_when_it_was_made_and_that_it_is_private(shelves: Shelves, audience: Audience) -> None:
    text = to_text(shelves.plan(audience)).replace("\n", " ")

    assert "21 November 2025" in text
    assert "private" in text or "confidential" in text


def test_dates_read_as_they_were_written(shelves: Shelves) -> None:
    sitting = Sitting.open("log", shelves, shelves.notebook, lambda: datetime(2025, 11, 20, tzinfo=UTC))
    sitting.answer("day", Dated("around Easter"))
    sitting.answer("what", "shouted")

    assert "### around Easter" in to_markdown(shelves.plan())
