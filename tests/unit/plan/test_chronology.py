"""What happened, by day: facts alone, with when they were written down and never what they said before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.entry import Entry
from workbook.model.exercise import Audience
from workbook.model.values import Dated, FieldValue, Record, Ticked, Value
from workbook.plan.compose import Composing, compose
from workbook.plan.document import Plan
from workbook.plan.markdown import to_markdown
from workbook.plan.text import to_text
from workbook.store.notebook import Notebook

TODAY = date(2025, 11, 21)
MAY_3 = Dated("Saturday, 3 May", "2025-05-03")
SUMMER = timezone(timedelta(hours=2))
FACTS = {
    "line": "Shouted in the kitchen",
    "where": "at home, about eight",
    "what": "They said: “You are going nowhere.”",
    "saw": "A. from next door",
    "children": "in bed, awake",
    "injuries": "red marks on a wrist",
    "property": "one key bent",
    "evidence": "a photo of the key",
    "report": "no. 4711",
}
KEPT_BACK = {"feeling": "cold hands", "did": "hid upstairs", "cost": "a night's sleep", "kept-where": "R. has it"}


class Diary:
    """The shipped exercises, a notebook in memory, and a clock that is set by hand."""

    def __init__(self, notebook: Notebook) -> None:
        self.shelf = Library()
        self.notebook = notebook
        self.now = datetime(2025, 5, 4, 8, 12, tzinfo=SUMMER)

    def at(self, moment: str) -> None:
        self.now = datetime.fromisoformat(moment)

    def note(self, when: Dated | None = None, **answers: Value) -> Sitting:
        exercise = self.shelf.exercise("incident")
        assert exercise is not None
        sitting = Sitting(exercise, self.shelf, self.notebook, lambda: self.now)
        for question, value in {"line": "A line", **answers, **({"when": when} if when else {})}.items():
            sitting.answer(question.replace("_", "-"), value)
        sitting.finish()
        return sitting

    def plan(self, audience: Audience = Audience.CHRONOLOGY) -> Plan:
        return compose(self.shelf, self.notebook, audience, TODAY)

    @property
    def told(self) -> str:
        return to_markdown(self.plan())

    @property
    def headings(self) -> list[str]:
        return [line for line in self.told.splitlines() if line.startswith("#")][1:-1]


@pytest.fixture
def diary() -> Iterator[Diary]:
    with Notebook.in_memory() as notebook:
        yield Diary(notebook)


def test_notes_stand_by_day_and_those_without_one_after_them(diary: Diary) -> None:
    diary.note(Dated("5 May", "2025-05-05"))
    diary.note(Dated("around Easter"))
    diary.note(MAY_3)
    diary.note(Dated("some day in winter"))

    assert diary.headings == [
        "## Day by day",
        "### 1. 3 May 2025",
        "### 2. 5 May 2025",
        "## Without an exact day",
        "### 3. around Easter",
        "### 4. some day in winter",
    ]


def test_notes_of_one_day_stand_by_the_clock_of_writing_across_offsets(diary: Diary) -> None:
    diary.at("2025-05-04T09:30:00+02:00")
    diary.note(MAY_3, line="second")
    diary.at("2025-05-04T08:00:00+01:00")
    diary.note(MAY_3, line="first")

    assert diary.told.index("first") < diary.told.index("second")


def test_notes_without_a_day_stay_as_they_were_written_when_the_clock_was_set_back(diary: Diary) -> None:
    diary.note(Dated("around Easter"), line="first")
    diary.at("2015-01-01T00:00:00+00:00")
    diary.note(Dated("in spring"), line="second")

    assert diary.told.index("first") < diary.told.index("second")


def test_day_that_nobody_named_is_not_claimed(diary: Diary) -> None:
    diary.note()

    assert "### 1. Written on 4 May 2025; the day itself is not noted" in diary.told
    assert "#### Written on 4 May 2025; the day itself is not noted" in to_markdown(diary.plan(Audience.ADVOCATE))


def test_note_says_when_it_was_written_down_by_the_clock_and_its_offset(diary: Diary) -> None:
    diary.at("2025-05-04T23:59:58-03:30")
    diary.note(MAY_3)

    assert "**Written down:** 4 May 2025, 23:59 (UTC-03:30)" in diary.told


def test_note_whose_file_names_no_moment_says_that_it_is_not_known(diary: Diary) -> None:
    entry = diary.note(MAY_3).entry
    diary.notebook.save(replace(entry, recorded="some time ago"))
    diary.note(MAY_3, line="Another")

    assert "**Written down:** not known" in diary.told


def test_facts_are_told_and_nothing_else(diary: Diary) -> None:
    diary.note(MAY_3, **FACTS, **KEPT_BACK)

    assert [words for words in FACTS.values() if words not in diary.told] == []
    assert [words for words in KEPT_BACK.values() if words in diary.told] == []


def test_crossed_boundaries_are_named_in_their_words_and_those_not_chosen_are_not(diary: Diary) -> None:
    boundaries = Sitting.open("boundaries", diary.shelf, diary.notebook, lambda: diary.now)
    fields = {"safe": "no", "consequence": "I go to my sister"}
    boundaries.answer(
        "boundaries",
        (
            Record("b1", {"behaviour": "Taking my keys", **fields}),
            Record("b2", {"behaviour": "Reading my post", **fields}),
        ),
    )
    diary.note(MAY_3, crossed=Ticked(("b1", "other"), {"other": "Standing in the door"}))

    assert "#### My boundaries that were crossed\n\n- Taking my keys\n- One that" in diary.told
    assert "Standing in the door" in diary.told
    assert "post" not in diary.told
    assert "sister" not in diary.told


def test_files_are_named_with_their_fingerprint_size_and_date(diary: Diary) -> None:
    digest = "0123456789abcdef" * 4
    read: dict[str, FieldValue] = {"what": "Photo", "sha256": digest, "size": 48213, "changed": MAY_3}
    diary.note(MAY_3, files=(Record("f1", read), Record("f2", {"what": "A letter"})))

    assert f"- Photo, SHA-256 {digest}, 48213 bytes, last changed Saturday, 3 May\n- A letter\n" in diary.told


def test_note_that_may_not_be_handed_on_leaves_no_trace(diary: Diary) -> None:
    diary.note(MAY_3, line="secret", hand_on="no")
    diary.note(Dated("5 May", "2025-05-05"), hand_on="yes")

    assert diary.headings == ["## Day by day", "### 1. 5 May 2025"]
    assert "secret" not in diary.told
    assert "3 May" not in diary.told


def test_corrected_note_says_on_which_day_and_not_what_it_said(diary: Diary) -> None:
    sitting = diary.note(MAY_3, what="They pushed Ana.")
    diary.at("2025-05-06T10:00:00+02:00")
    sitting.answer("what", "They pushed my friend.")

    assert "**Changed on:** 6 May 2025" in diary.told
    assert "They pushed my friend." in diary.told
    assert "Ana" not in diary.told
    assert "More added" not in diary.told


def test_each_day_of_a_change_is_named_once_and_in_order(diary: Diary) -> None:
    sitting = diary.note(MAY_3, what="one", saw="A.")
    for day, words in (("06", "two"), ("09", "three")):
        diary.at(f"2025-05-{day}T10:00:00+02:00")
        sitting.answer("what", words)
        sitting.answer("saw", words)

    assert "**Changed on:** 6 May 2025; 9 May 2025" in diary.told


def test_what_was_added_on_a_later_day_has_that_day(diary: Diary) -> None:
    sitting = diary.note(MAY_3)
    diary.at("2025-05-06T10:00:00+02:00")
    sitting.answer("saw", "A. from next door")

    assert "**More added on:** 6 May 2025" in diary.told
    assert "Changed on" not in diary.told


def test_change_of_what_is_kept_back_is_not_told(diary: Diary) -> None:
    sitting = diary.note(MAY_3, feeling="numb", did="hid")
    diary.at("2025-05-06T10:00:00+02:00")
    sitting.answer("feeling", "cold")
    sitting.answer("cost", "a day")
    sitting.answer("hand-on", "yes")

    assert "6 May" not in diary.told


def test_same_notebook_on_the_same_day_gives_the_same_bytes(diary: Diary) -> None:
    diary.note(MAY_3, **FACTS)
    diary.note(Dated("around Easter"))

    for to_print in (to_markdown, to_text):
        first = to_print(compose(Library(), diary.notebook, Audience.CHRONOLOGY, TODAY))
        assert first == to_print(compose(Library(), diary.notebook, Audience.CHRONOLOGY, TODAY))


def test_readers_words_are_words_and_no_headings(diary: Diary) -> None:
    diary.note(MAY_3, what="# What happened\n\n## Without an exact day", line="*x* [y](z)")

    assert diary.headings == ["## Day by day", "### 1. 3 May 2025"]


def test_chronology_without_notes_says_that_nothing_is_in_it(diary: Diary) -> None:
    assert "Nothing is in this copy yet." in diary.told


class Counting:
    """A keeper of many notes that counts how often it is asked for one."""

    def __init__(self, notes: tuple[Entry, ...]) -> None:
        self.notes = {each.id: each for each in notes}
        self.asked = 0

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"{name} is not needed")

    def entries(self, exercise_id: str) -> tuple[Entry, ...]:
        assert exercise_id != "incident"
        return ()

    def ids(self, exercise_id: str) -> tuple[str, ...]:
        return tuple(self.notes) if exercise_id == "incident" else ()

    def entry(self, entry_id: str) -> Entry:
        self.asked += 1
        return self.notes[entry_id]


def test_notes_are_read_once_however_many_there_are(diary: Diary) -> None:
    entry = diary.note(MAY_3, crossed=Ticked(("none",))).entry
    many = Counting(tuple(replace(entry, id=str(number), number=number) for number in range(1, 201)))

    plan = compose(diary.shelf, many, Audience.CHRONOLOGY, TODAY)  # type: ignore[arg-type]

    assert to_markdown(plan).count("Written down:") == 200
    assert many.asked == 200


@pytest.mark.parametrize("audience", list(Audience))
def test_copy_that_is_put_together_bit_by_bit_reads_one_note_at_a_time(diary: Diary, audience: Audience) -> None:
    entry = diary.note(MAY_3, crossed=Ticked(("none",))).entry
    many = Counting(tuple(replace(entry, id=str(number), number=number) for number in range(1, 41)))
    composing = Composing(diary.shelf, many, audience, TODAY)  # type: ignore[arg-type]

    while composing.plan is None:
        before = many.asked
        composing.take(lambda: True)
        assert many.asked <= before + 1

    assert composing.plan == compose(diary.shelf, many, audience, TODAY)  # type: ignore[arg-type]


def test_people_are_the_first_lines_of_the_plan_and_of_an_advocates(diary: Diary) -> None:
    sitting = Sitting.open("supporters", diary.shelf, diary.notebook, lambda: datetime(2025, 5, 4, tzinfo=UTC))
    known: dict[str, FieldValue] = {
        "name": "Mira",
        "reach": "at work",
        "knows": "part",
        "since": Dated("this spring"),
        "code": "scarf",
    }
    sitting.answer("supporters", (Record("p1", known),))
    Sitting.open("my-plan", diary.shelf, diary.notebook, lambda: diary.now).answer("to-review", "May I move?")
    Sitting.open("welcome", diary.shelf, diary.notebook, lambda: diary.now).answer("who", "former")

    mine, theirs = (to_markdown(diary.plan(audience)) for audience in (Audience.PRIVATE, Audience.ADVOCATE))

    assert mine.split("\n\n")[2:6] == [
        "## My plan on one page",
        "**My people**",
        "- Mira\\\n  **How I reach them:** at work\\\n  **Knows my plan:** In part\\\n  **Since when:** this spring",
        "One person is a start. Two are a good aim, for when one of them is asleep, ill or away.",
    ]
    assert theirs.split("\n\n")[2:4] == [
        "## People on my side",
        "- Mira\\\n  **Knows my plan:** In part\\\n  **Since when:** this spring",
    ]
    assert [words for words in ("at work", "scarf", "good aim") if words in theirs] == []


@pytest.mark.parametrize(("people", "said"), [(0, "Nobody is on my list yet"), (1, "One person is a start"), (2, "")])
def test_fewer_than_two_people_are_met_with_a_kind_word_in_the_own_plan_alone(
    diary: Diary, people: int, said: str
) -> None:
    sitting = Sitting.open("supporters", diary.shelf, diary.notebook, lambda: diary.now)
    sitting.answer("supporters", tuple(Record(f"p{number}", {"name": "M."}) for number in range(people)))
    Sitting.open("my-plan", diary.shelf, diary.notebook, lambda: diary.now).answer("if-worse", "I call.")

    text = to_markdown(diary.plan(Audience.PRIVATE))

    assert said in text
    assert ("good aim" in text) is bool(said)
    assert not any("good aim" in to_markdown(diary.plan(each)) for each in Audience if each is not Audience.PRIVATE)
