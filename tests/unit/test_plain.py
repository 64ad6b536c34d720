"""The workbook as a dialogue: what is typed, what is printed, and what is kept."""

import io
import os
import stat
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbook.authoring.library import Library
from workbook.authoring.parser import parse
from workbook.guide.days import day_words
from workbook.guide.sitting import Sitting
from workbook.model.entry import Entry, Settings
from workbook.model.errors import NotSavedError
from workbook.model.exercise import Exercise
from workbook.model.guard import is_clean
from workbook.model.head import Head
from workbook.model.kinds import KINDS
from workbook.model.ports import Changed, Notes, Receipt
from workbook.model.values import Dated, FieldValue, Ranked, Record, Ticked, Value
from workbook.opening import open_workbook
from workbook.plain import run_plain
from workbook.plain.console import Console
from workbook.plain.prompts import prompts
from workbook.store.notebook import FILE_NAME, Notebook
from workbook.store.receipt import SaveReceipt

NOW = datetime(2025, 11, 21, 9, tzinfo=UTC)

ALL_KINDS = """\
# Every kind

<!-- exercise: #every; version: 1; part: start; minutes: 5 -->

Take your time. [Safety](safety.md) is near.

## First page

### Which of these?

<!-- ask: checklist #seen -->

- [ ] Reads my phone <!-- #phone -->
- [ ] Something else: ........ <!-- #other -->
- [ ] None of these <!-- #none; alone -->

### Ready?

<!-- ask: choice #ready -->

- ( ) Yes <!-- #yes -->
- ( ) No <!-- #no -->

<!-- show when: #ready is no; urgent -->

> Then wait.

### How safe?

<!-- ask: scale #safe -->

*Not at all* 1 2 3 4 5 *Very*

## Second page

### In a word?

<!-- ask: short #word -->

........

### How many?

<!-- ask: number #many -->

........

### Since when?

<!-- ask: date #since -->

........

### What matters?

<!-- ask: ranked #top; at most: 3 -->

- [ ] Calm <!-- #calm -->
- [ ] Fun <!-- #fun -->

1. ........
1. ........
1. ........

## Third page

### How much room?

<!-- ask: scale #room; for each: #top -->

*None* 1 2 3 *All*

### Write

<!-- ask: journal #page -->

........

........

### My lines

<!-- ask: records #lines -->

- What: ........ <!-- #what; required -->
- Safe: ( ) Yes <!-- #yes --> ( ) No <!-- #no --> <!-- #safe; choice -->
- More: ........ <!-- #more; long -->
- Since: ........ <!-- #when; date -->
- Often: ........ <!-- #often; number -->

## Goodbye

That is all.

## For my plan

<!-- plan; -->

My word: [a word](#word).
"""

LOG = """\
# Log

<!-- exercise: #log; version: 1; part: record; repeat: any time -->

## Ask

### What happened?

<!-- ask: short #what -->

........
"""

BOUNDARIES = """\
# Boundaries

<!-- exercise: #boundaries; version: 1; part: boundaries -->

## Ask

### Mine

<!-- ask: records #boundaries -->

- What I will not accept: ........ <!-- #behaviour; required -->
- What I will do: ........ <!-- #consequence -->
"""


class Texts:
    """The exercises above."""

    def __init__(self) -> None:
        texts = {"every": ALL_KINDS, "log": LOG, "boundaries": BOUNDARIES}
        self._exercises = {name: parse(text, f"{name}.md").exercise for name, text in texts.items()}

    def heads(self) -> Sequence[Head]:
        return [exercise.head for exercise in self._exercises.values() if exercise]

    def exercise(self, exercise_id: str) -> Exercise | None:
        return self._exercises.get(exercise_id)


@dataclass
class Talk:
    """A dialogue with a notebook in memory."""

    keeper: Notes
    output: str = ""
    code: int = -1

    def say(self, *lines: str, go: str = "every", encoding: str = "utf-8") -> str:
        """Open an exercise, type these lines, and then nothing more."""
        reader = io.StringIO("".join(f"{line}\n" for line in (f"/go {go}", *lines)))
        raw = io.BytesIO()
        writer = io.TextIOWrapper(raw, encoding=encoding, newline="")
        self.code = run_plain(Texts(), self.keeper, lambda: NOW, reader, writer)
        writer.flush()
        self.output = raw.getvalue().decode(encoding)
        return self.output

    def answers(self, exercise_id: str = "every") -> Mapping[str, Value | None]:
        entries = self.keeper.entries(exercise_id)
        return {name: answer.value for name, answer in entries[-1].answers.items()} if entries else {}

    def lines(self) -> list[Mapping[str, object]]:
        rows = self.answers()["lines"]
        assert isinstance(rows, tuple)
        return [row.fields for row in rows if isinstance(row, Record) and not row.retired]


@pytest.fixture
def talk() -> Iterator[Talk]:
    with Notebook.in_memory() as notebook:
        yield Talk(notebook)


TO_SECOND = ["", "", ""]
TO_THIRD = [*TO_SECOND, "", "", "", ""]
TO_LINES = [*TO_THIRD, "."]
"""Enter at every question until the records; the scale for each is hidden while nothing is ranked."""


def test_every_kind_has_a_prompt() -> None:
    assert set(prompts()) == set(KINDS)


def test_first_says_that_the_terminal_keeps_what_is_typed(talk: Talk) -> None:
    output = talk.say()

    assert output.index("scrollback") < output.index("Exercises")


def test_every_kind_of_answer_is_kept(talk: Talk) -> None:
    output = talk.say(
        *("1 2", "my post", "2", "4"),
        *("tired", "3", "yesterday", "2", "my own", ""),
        *("3", "2"),
        *("One line", "", "and more", "."),
        *("shouting", "1", "and", "then", ".", "around Easter", "2", ""),
        "",
    )

    answers = talk.answers()
    top = answers["top"]
    assert isinstance(top, tuple)
    assert answers["seen"] == Ticked(("phone", "other"), {"other": "my post"})
    assert answers["ready"] == "no"
    assert answers["safe"] == 4
    assert answers["word"] == "tired"
    assert answers["many"] == 3
    assert answers["since"] == Dated("yesterday", "2025-11-20")
    assert [(item.id if item.text is None else "own", item.text) for item in top if isinstance(item, Ranked)] == [
        ("fun", None),
        ("own", "my own"),
    ]
    assert isinstance(answers["room"], Mapping)
    assert list(answers["room"].values()) == [3, 2]
    assert answers["page"] == "One line\n\nand more"
    assert talk.lines() == [
        {"what": "shouting", "safe": "yes", "more": "and\nthen", "when": Dated("around Easter"), "often": 2}
    ]
    assert "Saved." in output
    assert talk.code == 0


def test_end_of_input_leaves_cleanly(talk: Talk) -> None:
    assert talk.say("1").rstrip().endswith("close it.")
    assert talk.answers() == {"seen": Ticked(("phone",))}


def test_quit_leaves_from_anywhere_with_everything_kept(talk: Talk) -> None:
    talk.say(*TO_THIRD, "begun", "/quit", "never read")

    assert talk.answers()["page"] == "begun"
    assert talk.code == 0


def test_interrupt_in_the_middle_of_a_text_keeps_the_lines_before(talk: Talk) -> None:
    typed = iter(["/go every", *TO_THIRD, "first", "second"])

    class Keyboard(io.StringIO):
        def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]
            line = next(typed, None)
            if line is None:
                raise KeyboardInterrupt
            return f"{line}\n"

    code = run_plain(Texts(), talk.keeper, lambda: NOW, Keyboard(), io.StringIO())

    assert code == 130
    assert talk.answers()["page"] == "first\nsecond"


def test_wrong_answer_is_asked_again_and_costs_nothing(talk: Talk) -> None:
    output = talk.say("1", "two", "3", "2", "7", "five", "5", "w", "many", "-1", "12")

    assert "from 1 to 2" in output
    assert "from 1 to 5" in output
    assert "whole number" in output
    assert talk.answers() == {"seen": Ticked(("phone",)), "ready": "no", "safe": 5, "word": "w", "many": 12}


def test_tick_that_stands_alone_is_explained(talk: Talk) -> None:
    output = talk.say("1 3", "3")

    assert "stands alone" in output
    assert talk.answers()["seen"] == Ticked(("none",))


def test_answer_so_far_is_shown_and_enter_leaves_it(talk: Talk) -> None:
    talk.say("1", "1")
    output = talk.say("/back", "/back", "")

    assert "Your answer so far:\n- Yes" in output
    assert "1. Reads my phone (ticked)" in output
    assert talk.answers() == {"seen": Ticked(("phone",)), "ready": "yes"}


def test_text_is_added_below_what_was_there(talk: Talk) -> None:
    talk.say(*TO_THIRD, "one", ".")
    talk.say("/list", "/go every", *TO_THIRD, "two", ".")

    assert talk.answers()["page"] == "one\ntwo"


def test_empty_first_line_leaves_a_long_text_as_it_is(talk: Talk) -> None:
    talk.say(*TO_THIRD, "one", ".")
    talk.say("/list", "/go every", *TO_THIRD, "", "a row")

    assert talk.answers()["page"] == "one"
    assert talk.lines() == [{"what": "a row"}]


def test_line_that_the_terminal_may_have_cut_is_pointed_out(talk: Talk) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    writer = io.StringIO()
    typed = Terminal("/go every\n" + "\n" * len(TO_THIRD) + "x" * 4095 + "\n.\n")
    run_plain(Texts(), talk.keeper, lambda: NOW, typed, writer)

    assert "its end may be missing" in writer.getvalue()
    assert talk.answers()["page"] == "x" * 4095


def test_leaving_out_and_emptying_an_answer(talk: Talk) -> None:
    output = talk.say("1", "/skip", "3", "/back", "/clear", "")

    assert "Left out." in output
    assert "Emptied." in output
    assert talk.answers() == {"seen": Ticked(("phone",)), "ready": None}


def test_skipping_an_answered_question_keeps_the_answer(talk: Talk) -> None:
    talk.say("1", "2", "/back", "/skip")

    assert talk.answers()["ready"] == "no"


def test_passage_shows_once_its_condition_holds(talk: Talk) -> None:
    assert "Then wait." not in talk.say("", "1")
    assert "Important:\n\n    Then wait." in talk.say("", "2")


def test_commands_can_be_written_as_answers(talk: Talk) -> None:
    talk.say(*TO_SECOND, "//skip", "/back", "/tmp/notes")
    assert talk.answers()["word"] == "/tmp/notes"

    talk.say(*TO_SECOND, "//skip")
    assert talk.answers()["word"] == "/skip"

    talk.say("/list", "/go every", *TO_SECOND, "/back pain since May")
    assert talk.answers()["word"] == "/back pain since May"


def test_help_asks_again(talk: Talk) -> None:
    output = talk.say("/help", "1")

    assert "/quit: leave at once" in output
    assert talk.answers() == {"seen": Ticked(("phone",))}


def test_ways_in_the_prose_are_named(talk: Talk) -> None:
    assert "To open “Safety”, type /go safety." in talk.say()


def test_records_are_added_changed_removed_and_brought_back(talk: Talk) -> None:
    talk.say(*TO_LINES, "one", "", ".", "", "", "/add", "two", "2", ".", "", "", "1", "ONE", "", ".", "", "")
    assert [row["what"] for row in talk.lines()] == ["ONE", "two"]

    output = talk.say("/list", "/go every", *TO_LINES, "/remove 1")
    assert "1. What: ONE\n2. What: two\n   Safe: No\n" in output
    assert [row["what"] for row in talk.lines()] == ["two"]

    talk.say("/list", "/go every", *TO_LINES, "/remove 1", "/undo", "")
    assert [row["what"] for row in talk.lines()] == ["two"]


def test_record_that_was_removed_on_an_earlier_visit_is_brought_back(talk: Talk) -> None:
    talk.say(*TO_LINES, "one", "", ".", "", "", "/add", "two", "", ".", "", "", "/remove 1")
    output = talk.say("/list", "/go every", *TO_LINES, "/undo")

    assert "1. What: two\n1 is taken away. /undo brings it back.\n" in output
    assert [row["what"] for row in talk.lines()] == ["one", "two"]

    talk.say("/list", "/go every", *TO_LINES, "/remove 2", "/remove 1")
    output = talk.say("/list", "/go every", *TO_LINES, "/undo", "/undo", "/undo")

    assert "2 are taken away. /undo brings back the last of them." in output
    assert "There is nothing to bring back." in output
    assert [row["what"] for row in talk.lines()] == ["one", "two"]


def test_record_that_was_erased_is_not_brought_back(talk: Talk) -> None:
    talk.say(*TO_LINES, "one", "", ".", "", "")
    (entry,) = talk.keeper.entries("every")
    answer = entry.answers["lines"]
    assert isinstance(answer.value, tuple)
    gone = tuple(Record(row.id, {}, retired=True, erased=True) for row in answer.value)
    talk.keeper.save(replace(entry, answers={**entry.answers, "lines": replace(answer, value=gone)}))

    assert "taken away" not in talk.say("/list", "/go every", *TO_LINES, "two", "", ".", "", "")
    assert [row["what"] for row in talk.lines()] == ["two"]


def test_empty_first_line_adds_no_record(talk: Talk) -> None:
    talk.say(*TO_LINES, "")

    assert "lines" not in talk.answers()


def test_emptying_one_line_of_a_record_leaves_the_others(talk: Talk) -> None:
    talk.say(*TO_LINES, "one", "1", ".", "", "", "1", "", "/clear", ".", "", "", "/clear")

    assert talk.lines() == [{"what": "one"}]


def test_long_line_of_a_record_is_kept_as_it_is_typed(talk: Talk) -> None:
    talk.say(*TO_LINES, "one", "", "first")

    assert talk.lines() == [{"what": "one", "more": "first"}]


def test_answers_are_looked_over_and_changed(talk: Talk) -> None:
    output = talk.say("1", *TO_LINES[1:], "", "", "2", "2", "")

    assert "1. Which of these?\n   Reads my phone" in output
    assert talk.answers()["ready"] == "no"
    assert talk.keeper.entries("every")[-1].finished


def test_repeated_exercise_begins_anew_or_opens_an_earlier_entry(talk: Talk) -> None:
    talk.say("first", "", go="log")
    talk.say("", "second", "", go="log")
    talk.say("2", "1", "changed", go="log")

    said = [entry.answers["what"].value for entry in talk.keeper.entries("log")]
    assert said == ["changed", "second"]


def test_list_names_exercises_and_where_the_reader_is(talk: Talk) -> None:
    output = talk.say("/all", "/go every", "1", "/all")

    assert "1. Every kind, about 5 minutes\n" in output
    assert "1. Every kind, about 5 minutes (begun)\n" in output
    assert "There is no exercise called “nowhere”." in talk.say(go="nowhere")


def test_list_begins_with_the_way_through_and_goes_on_when_asked(shipped: Library) -> None:
    reader, writer = io.StringIO("/all\n/quit\n"), io.StringIO()
    with Notebook.in_memory() as notebook:
        run_plain(shipped, notebook, lambda: NOW, reader, writer)
    near, everything = writer.getvalue().split("\nExercises\n")[1:]
    assert "Boundaries, about" in near
    assert "A page for what matters" not in near
    assert "/all lists every one" in near
    assert "A page for what matters" in everything


def test_number_means_what_it_meant_when_it_was_read_out(shipped: Library) -> None:
    begin_another = "/go values-journal\n1\n/boundaries\n"
    reader, writer = io.StringIO(f"{begin_another}7\n/quit\n"), io.StringIO()
    with Notebook.in_memory() as notebook:
        run_plain(shipped, notebook, lambda: NOW, reader, writer)
    listed, _then, opened = writer.getvalue().rpartition("My boundaries")
    assert "\n7. My plan," in listed
    assert "Here you look over what you have written" in opened


def test_boundaries_are_listed(talk: Talk) -> None:
    assert "not written a boundary yet" in talk.say("/boundaries")
    output = talk.say("shouting", "leave", "", "/boundaries", go="boundaries")

    assert "1. What I will not accept: shouting\n   What I will do: leave\n" in output


def test_boundaries_tell_how_they_were_kept_and_take_the_answer(shipped: Library) -> None:
    with Notebook.in_memory() as notebook:
        fields: dict[str, FieldValue] = {"behaviour": "insults", "consequence": "email only", "safe": "no"}
        Sitting.open("boundaries", shipped, notebook, lambda: NOW).answer(
            "boundaries", (Record("b1", {**fields, "grave": "no", "often": 2, "for-days": 10}),)
        )
        for ago in (5, 1):
            day = NOW.date() - timedelta(days=ago)
            sitting = Sitting.open("incident", shipped, notebook, lambda: NOW)
            sitting.answer("when", Dated(day.isoformat(), day.isoformat()))
            sitting.answer("crossed", Ticked(("b1",)))
            sitting.finish()
        writer = io.StringIO()
        run_plain(shipped, notebook, lambda: NOW, io.StringIO("/boundaries\n1\n/boundaries\n/quit\n"), writer)
        last = notebook.entries("incident")[-1]
    until = day_words(NOW.date() + timedelta(days=9))
    assert "Crossed: twice in the last 7 days" in writer.getvalue()
    assert "1. Yes, from today" in writer.getvalue()
    assert last.answers["starts"].value == Dated(day_words(NOW.date()), NOW.date().isoformat())
    assert f"   Until {until}: email only" in writer.getvalue()
    assert writer.getvalue().count("Is that still right, and safe, for you?") == 1


def test_note_that_is_answered_is_not_asked_about_again_for_another_boundary(shipped: Library) -> None:
    with Notebook.in_memory() as notebook:
        fields: dict[str, FieldValue] = {"consequence": "email only", "grave": "no", "often": 1, "for-days": 10}
        sitting = Sitting.open("boundaries", shipped, notebook, lambda: NOW)
        sitting.answer("order", "yes")
        sitting.answer("boundaries", tuple(Record(each, {"behaviour": each, **fields}) for each in ("b1", "b2")))
        day = NOW.date().isoformat()
        sitting = Sitting.open("incident", shipped, notebook, lambda: NOW)
        sitting.answer("when", Dated(day, day))
        sitting.answer("crossed", Ticked(("b1", "b2")))
        writer = io.StringIO()
        run_plain(shipped, notebook, lambda: NOW, io.StringIO("/boundaries\n1\n/boundaries\n/quit\n"), writer)
        last = notebook.entries("incident")[-1]
    said = " ".join(writer.getvalue().split())
    assert said.count("Is that still right, and safe, for you?") == 1
    assert last.answers["starts"].value == Dated(day_words(NOW.date()), day)
    again = said.rpartition("My boundaries")[2]
    assert "email only" in again
    assert "Contact that an order requires goes on." in again


def test_new_note_is_begun_while_another_one_is_open(shipped: Library) -> None:
    with Notebook.in_memory() as notebook:
        Sitting.open("incident", shipped, notebook, lambda: NOW).answer("line", "still open")
        typed = io.StringIO("/go incident\n0\n\nanother one\n/quit\n")
        run_plain(shipped, notebook, lambda: NOW, typed, io.StringIO())
        lines = [each.answers["line"].value for each in notebook.entries("incident")]
    assert lines == ["still open", "another one"]


def test_log_lists_what_holds_the_words_and_opens_one(shipped: Library) -> None:
    with Notebook.in_memory() as notebook:
        for line in ("Shouted in the kitchen", "Keys over the fence"):
            sitting = Sitting.open("incident", shipped, notebook, lambda: NOW)
            sitting.answer("line", line)
            sitting.finish()
        typed = "/log KITCHEN\n\n/log bicycle\n/log\n7\n2\n/quit\n"
        writer = io.StringIO()
        run_plain(shipped, notebook, lambda: NOW, io.StringIO(typed), writer)
    found, nothing, every = writer.getvalue().split("My log")[1:]
    assert "Shouted in the kitchen" in found
    assert "Keys over the fence" not in found
    assert "Nothing was found." in nothing
    assert "2 notes" in every
    assert "Please type one number from 1 to 2." in every
    assert "A note of what happened" in every.partition("from 1 to 2.")[2]


def test_ways_of_contact_are_listed_with_what_goes_on_first(talk: Talk, shipped: Library) -> None:
    assert "not written down a way of contact yet" in talk.say("/contact")
    with Notebook.in_memory() as notebook:
        sitting = Sitting.open("contact-plan", shipped, notebook, lambda: NOW)
        free = Record("c1", {"channel": "calls", "required": "no", "reply": "At five."})
        sitting.answer("channels", (free, Record("c2", {"channel": "the app", "required": "yes"})))
        writer = io.StringIO()
        run_plain(shipped, notebook, lambda: NOW, io.StringIO("/contact\n/quit\n"), writer)
        output = writer.getvalue()
    assert "1. the app\n   An order requires it. It goes on.\n2. calls\n   No order requires it.\n" in output
    assert "   A reply kept ready, if you need one:\n   At five.\n" in output
    assert "To change or add one, type /go contact-plan." in output


def test_plan_is_read_or_written_to_a_new_private_file(talk: Talk, tmp_path: Path) -> None:
    taken, fresh = tmp_path / "taken.md", tmp_path / "fresh.md"
    taken.write_text("mine", encoding="utf-8")

    output = talk.say(*TO_SECOND, "my *word*", "/plan", "1", str(taken), str(fresh), "/plan", "1", "")

    assert taken.read_text(encoding="utf-8") == "mine"
    assert "My word: my \\*word\\*." in fresh.read_text(encoding="utf-8")
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o600
    assert "My word: my *word*." in output
    assert "1. A copy for yourself, with the whole plan\n2. A copy for a supporter\n3. A copy for an advocate" in output
    assert "4. A copy of what happened, in order" in output


class Window(io.StringIO):
    """The writing half of a real terminal. At every prompt the next of `typed` arrives at once, as a paste does."""

    def __init__(self, keyboard: int, typed: Sequence[str]) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._typed = iter(typed)

    def write(self, text: str, /) -> int:
        if not text.endswith("\n"):
            os.write(self._keyboard, next(self._typed, "\x04\x04").encode())
        return super().write(text)


@dataclass
class TerminalTalk(Talk):
    """A dialogue in a real terminal: each of what is typed arrives at once, and Enter is only where it is written."""

    def say(self, *lines: str, go: str = "every", encoding: str = "utf-8") -> str:
        keyboard, screen = os.openpty()
        settings = termios.tcgetattr(screen)
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(screen, termios.TCSANOW, settings)
        writer = Window(keyboard, (f"/go {go}\n", *lines))
        try:
            with os.fdopen(screen, encoding=encoding) as reader:
                self.code = run_plain(Texts(), self.keeper, lambda: NOW, reader, writer)
                self.left_as_found = termios.tcgetattr(screen) == settings
        finally:
            os.close(keyboard)
        self.output = writer.getvalue()
        return self.output

    left_as_found: bool = False


@pytest.fixture
def terminal(talk: Talk) -> TerminalTalk:
    return TerminalTalk(talk.keeper)


ENTER_TO_SECOND = ["\n"] * len(TO_SECOND)
ENTER_TO_THIRD = ["\n"] * len(TO_THIRD)
STILL = ""
"""At a prompt that is met by what was pasted before it."""
TOO_MANY = "More lines came than were asked for"
SEVERAL = "Several lines came at once"


def test_pasted_lines_become_one_answer_on_one_line(terminal: TerminalTalk) -> None:
    output = terminal.say(*ENTER_TO_SECOND, "one\ntwo\n\n3\n", "7\n")

    assert terminal.answers() == {"word": "one two 3", "many": 7}
    assert TOO_MANY not in output
    assert terminal.left_as_found


@pytest.mark.parametrize("end", ["\n", " and more\n"])
def test_paste_without_an_enter_at_its_end_waits_for_one(terminal: TerminalTalk, end: str) -> None:
    output = terminal.say(*ENTER_TO_SECOND, "one\ntwo", end, "7\n")

    assert SEVERAL in output
    assert terminal.answers() == {"word": f"one two{end.rstrip()}", "many": 7}


@pytest.mark.parametrize("leaving", ["/quit\n", "\x04"])
def test_leaving_at_the_end_of_a_paste_keeps_it(terminal: TerminalTalk, leaving: str) -> None:
    terminal.say(*ENTER_TO_SECOND, "one\ntwo", leaving)

    assert terminal.answers() == {"word": "one two"}


def test_interrupt_at_the_end_of_a_paste_keeps_it(terminal: TerminalTalk, monkeypatch: pytest.MonkeyPatch) -> None:
    came = iter(["two"])

    def rest(_reader: object) -> str:
        try:
            return next(came)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("workbook.plain.console.rest_of_paste", rest)
    reader = io.StringIO("one\n and\n")
    console = Console(reader, io.StringIO())

    assert console.ask_words("Words:") == "one two and"
    with pytest.raises(KeyboardInterrupt):
        console.ask_words("Next:")


def test_quit_among_pasted_lines_leaves_with_the_ones_before(terminal: TerminalTalk) -> None:
    terminal.say(*ENTER_TO_SECOND, "one\ntwo\n/quit\nthree\n", "never read\n")

    assert terminal.answers() == {"word": "one two"}


def test_pasted_lines_at_a_number_are_refused_and_it_is_asked_again(terminal: TerminalTalk) -> None:
    output = terminal.say("1\n", "2\n1\nfoo", "1\n")

    assert output.count(TOO_MANY) == 1
    assert terminal.answers() == {"seen": Ticked(("phone",)), "ready": "yes"}


def test_pasted_lines_at_a_command_are_refused(terminal: TerminalTalk) -> None:
    output = terminal.say(*ENTER_TO_SECOND, "word\n", "/back\n", "/clear\n2\n", "\n")

    assert TOO_MANY in output
    assert "Emptied." not in output
    assert terminal.answers() == {"word": "word"}


def test_quit_leaves_at_once_whatever_came_with_it(terminal: TerminalTalk) -> None:
    terminal.say("1\n/quit\n2\n", "1\n")
    assert terminal.answers() == {}

    output = terminal.say("/quit\n1\n", "1\n")
    assert TOO_MANY not in output
    assert terminal.answers() == {}


def test_enter_pressed_twice_answers_once(terminal: TerminalTalk) -> None:
    output = terminal.say("1\n\n", "2\n")

    assert TOO_MANY not in output
    assert terminal.answers() == {"seen": Ticked(("phone",)), "ready": "no"}


def test_pasted_lines_stay_lines_in_a_long_text(terminal: TerminalTalk) -> None:
    terminal.say(*ENTER_TO_THIRD, "\none\n\ntwo", "\n", ".\n")

    assert terminal.answers() == {"page": "one\n\ntwo"}


def test_lines_after_the_dot_of_a_long_text_are_not_taken_as_answers(terminal: TerminalTalk) -> None:
    output = terminal.say(*ENTER_TO_THIRD, "one\n.\nmore\nand more", STILL, "shouting\n", "/quit\n")

    assert TOO_MANY in output
    assert terminal.answers()["page"] == "one"
    assert terminal.lines() == [{"what": "shouting"}]


def test_pasted_lines_in_a_line_of_a_record_stay_in_it(terminal: TerminalTalk) -> None:
    terminal.say(*ENTER_TO_THIRD, ".\n", "shouting\nat me\n", "1\n", ".\n", "in May\nor June\n", "2\n", "\n")

    assert terminal.lines() == [
        {"what": "shouting at me", "safe": "yes", "when": Dated("in May or June"), "often": 2},
    ]


def test_pasted_list_is_ranked_line_by_line_and_ends_where_it_is_full(terminal: TerminalTalk) -> None:
    to_ranked = [*ENTER_TO_SECOND, "\n", "\n", "\n"]
    output = terminal.say(*to_ranked, "2\n\nmy own\n1\n3\n", STILL, "2\n")

    top = terminal.answers()["top"]
    assert isinstance(top, tuple)
    assert [item.text or item.id for item in top if isinstance(item, Ranked)] == ["fun", "my own", "calm"]
    assert TOO_MANY in output
    room = terminal.answers()["room"]
    assert isinstance(room, Mapping)
    assert room["fun"] == 2


def test_piped_lines_are_taken_one_by_one(talk: Talk, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("/go every\n1\n2\n4\ntired\n3\n", encoding="utf-8")
    with script.open(encoding="utf-8") as reader:
        run_plain(Texts(), talk.keeper, lambda: NOW, reader, io.StringIO())

    assert talk.answers() == {"seen": Ticked(("phone",)), "ready": "no", "safe": 4, "word": "tired", "many": 3}


@dataclass
class Unreliable:
    """A keeper whose next saves fail."""

    keeper: Notes
    failing: int
    held: list[Entry] = field(default_factory=list)

    def entries(self, exercise_id: str) -> Sequence[Entry]:
        return self.keeper.entries(exercise_id)

    def count(self, exercise_id: str) -> int:
        return self.keeper.count(exercise_id)

    def entry(self, entry_id: str) -> Entry | None:
        return self.keeper.entry(entry_id)

    def ids(self, exercise_id: str) -> Sequence[str]:
        return self.keeper.ids(exercise_id)

    def passing(self, entry_id: str) -> Entry | None:
        return self.keeper.passing(entry_id)

    def changed(self, since: int) -> Changed:
        return self.keeper.changed(since)

    def next_number(self) -> int:
        return self.keeper.next_number()

    def save(self, entry: Entry) -> Receipt:
        if failed := self._failed():
            self.held.append(entry)
            return failed
        return self.keeper.save(entry)

    def erase(self, entry: Entry) -> Receipt:
        receipt = self.keeper.erase(entry)
        return self._failed() or receipt

    def remove(self, entry_id: str) -> Receipt:
        receipt = self.keeper.remove(entry_id)
        return self._failed() or receipt

    @property
    def settings(self) -> Settings:
        return self.keeper.settings

    def save_settings(self, settings: Settings) -> Receipt:
        return self._failed() or self.keeper.save_settings(settings)

    def _failed(self) -> Receipt | None:
        if not self.failing:
            return None
        self.failing -= 1
        return SaveReceipt.already(NotSavedError("The disk is full.", "Make room."))


def test_saved_is_said_only_once_the_disk_has_it(talk: Talk) -> None:
    keeper = Unreliable(talk.keeper, failing=2)
    output = Talk(keeper).say("1", "", "")

    assert output.count("NOT SAVED. The disk is full. Make room.") == 2
    assert output.rindex("NOT SAVED") < output.index("Saved.")
    assert talk.answers() == {"seen": Ticked(("phone",))}


def test_leaving_unsaved_is_said_and_exits_with_one(talk: Talk) -> None:
    lost = Talk(Unreliable(talk.keeper, failing=99))
    output = lost.say("1", "/quit")

    assert lost.code == 1
    assert "Everything you answered is saved" not in output
    assert "not saved" in output.splitlines()[-1]


def test_full_disk_costs_no_line_of_a_long_text(talk: Talk) -> None:
    keeper = Unreliable(talk.keeper, failing=2)
    Talk(keeper).say(*TO_THIRD, "one", "two", "three", ".")

    assert talk.answers()["page"] == "one\ntwo\nthree"


def test_nothing_that_a_terminal_obeys_is_printed(talk: Talk) -> None:
    output = talk.say(*TO_SECOND, "a\x1b[2J\u202eb\x07", "/back")

    assert is_clean(output)
    assert talk.answers()["word"] == "a[2Jb"


def test_terminal_without_a_letter_shows_the_rest(talk: Talk) -> None:
    assert "- 漢字 ok".replace("漢字", "??") in talk.say(*TO_SECOND, "漢字 ok", "/back", encoding="ascii")


@pytest.fixture(scope="module")
def shipped() -> Library:
    return Library()


def test_danger_that_was_named_puts_the_safety_pages_first_until_they_were_read(shipped: Library) -> None:
    def said(notebook: Notebook, *typed: str) -> str:
        writer = io.StringIO()
        run_plain(shipped, notebook, lambda: NOW, io.StringIO("".join(f"{line}\n" for line in typed)), writer)
        return writer.getvalue()

    first = "Please read this first: Safety. To open it, type /go safety."
    with Notebook.in_memory() as notebook:
        assert first not in said(notebook)
        Sitting.open("safety", shipped, notebook, lambda: NOW).answer("lately", Ticked(("afraid",)))
        output = said(notebook, "/boundaries")
        assert output.index("Exercises") < output.index(first) < output.index("My boundaries") < output.rindex(first)
        Sitting.open("safety", shipped, notebook, lambda: NOW).answer("seen", "yes")
        assert first not in said(notebook)


MINE = """\
# Mine

<!-- exercise: #mine; version: 1 -->

## Page

### What?

<!-- ask: shrt #what -->

........
"""


@pytest.fixture
def visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """Opens the workbook on a folder in plain lines, types this, and gives what was printed."""

    def call(typed: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert open_workbook(tmp_path, lambda: NOW, "en", plain=True) == 0
        return capsys.readouterr().out

    return call


def test_save_that_was_set_aside_is_told_before_the_list(tmp_path: Path, visit: Callable[[str], str]) -> None:
    visit("/go boundaries\n")
    with Notebook.open(tmp_path) as notebook:
        Sitting.open("welcome", Library(), notebook, lambda: NOW).answer("backup", "a drawer")
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes()[:-3])

    output = " ".join(visit("/skip\n/quit\n").split())

    assert output.index("The last save was damaged. It was set aside in") < output.index("Exercises")
    assert "set aside" not in visit("/skip\n/quit\n")


def test_mistake_in_an_own_exercise_is_told_and_the_exercise_is_not_offered(
    tmp_path: Path, visit: Callable[[str], str]
) -> None:
    own = tmp_path / "exercises"
    own.mkdir()
    (own / "mine.md").write_text(MINE, encoding="utf-8")

    output = visit("/skip\n/quit\n")

    before, listed = output.split("\nExercises\n")
    assert "Your own exercises need mending; everything else works:" in before
    assert "“mine.md”:9: error" in before
    assert "Mine" not in listed

    (own / "mine.md").write_text(MINE.replace("shrt", "short"), encoding="utf-8")
    output = visit("/skip\n/quit\n")
    assert "mending" not in output
    assert "Mine" in output


@pytest.mark.parametrize("line", ["", "1", ".", "/skip"])
def test_every_shipped_exercise_can_be_read_through(shipped: Library, line: str) -> None:
    for head in shipped.heads():
        reader, writer = io.StringIO(f"/go {head.id}\n" + f"{line}\n" * 60), io.StringIO()
        with Notebook.in_memory() as notebook:
            assert run_plain(shipped, notebook, lambda: NOW, reader, writer) == 0
        assert is_clean(writer.getvalue())
