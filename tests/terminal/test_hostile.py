"""Hostile words in every place, in a real terminal: nothing of them is sent that a terminal would obey."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pexpect
import pytest

from tests.hostile import ALL_AT_ONCE, AT_A_TIME, HOSTILE, LETTERS, MARKUP, drawn
from tests.hostile_life import in_turns, write_exercises, write_life
from tests.terminal.conftest import COMMAND, KEYS, Terminal
from tests.terminal.grammar import faults_in, faults_in_lines
from tests.terminal.traces import ENTERED
from tests.terminal.walking import all_there_is, brought_up, telling
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.values import Ticked
from workbook.store.notebook import Notebook

FOLDER = "x\x1b]52;c;eA==\x07\x9b31m\u202e[red]f[@click=app.exit]"
"""The name of the folder that the notebook is in."""
SENDABLE = ALL_AT_ONCE.encode("utf-8", "replace").decode().replace(KEYS["ctrl+q"], "")
"""As a terminal hands it over: half a letter cannot be sent. Without the key to leave, which is heeded in a paste."""
CAME = "Kern"
"""Ends whatever is typed or pasted where words are kept."""
PASTED = f"\x1b[200~{SENDABLE}{CAME}\x1b[201~"
TYPED = "".join([*MARKUP.values(), *LETTERS.values()][::2]).encode("utf-8", "ignore").decode()
TYPED = f"{TYPED.replace(LETTERS['tower on nothing'], '')[:250]}\x9b31m\x9d0;t\x9c\u202e\u2067{CAME}"
NAMED = "[red]x[@click=app.exit] $primary.jpg"
"""The name of a file that is read."""
HALVES = b"\xff\x9b31m caf\xe9\xf0\x9f"
"""Bytes that are no letters."""
PALETTE = "\x10"
DANGER = "Am I in danger now?"
HEARD = (("f1", DANGER), ("escape", f"-{DANGER}"))
"""Help comes after every key that was pressed before, from any page."""
TRUSTING = """
from workbook.widgets.line_guard import LineGuard
LineGuard.apply = lambda self, segments, background: segments
"""
"""The workbook with its last guard taken out."""
FAILING = """
from workbook.store.disk import DiskFile
def append(self, frame):
    raise OSError(28, "full \\x1b]52;c;eA==\\x07\\x9b31m [red]x[/y]")
DiskFile.append = append
"""
"""The workbook on a disk that takes nothing more, and says so in hostile words."""
COMMANDS = """
import ast, sys
from workbook.cli import run
for arguments in ast.literal_eval(sys.argv[1]):
    print("\\n== did", run(arguments), flush=True)
"""
"""Commands, one after the other, each with its exit code behind it."""
READING = """
    screens.home.HomeScreen screens.boundaries.BoundariesScreen screens.boundaries.BoundaryList
    screens.boundary.BoundaryScreen screens.boundary_pieces.CrossingPiece screens.asked.AskedScreen
    screens.asked.PersonWords screens.plan.PlanScreen screens.plan.ExportScreen screens.file_form.FileForm
    screens.help.HelpScreen screens.region.RegionScreen screens.region.RegionMenu
    screens.pages_first.FirstPagesScreen screens.passphrase.PassphraseScreen screens.privacy.PrivacyScreen
    screens.answers.AnswersScreen screens.history.HistoryScreen screens.history.Wording screens.pieces.Piece
    screens.pieces.Pieces screens.pieces.PiecesScreen screens.erasing.EraseScreen screens.entries.EntriesScreen
    screens.working.WorkingScreen screens.page_view.PageView screens.page_view.PassageStack widgets.prose.ProseView
    widgets.menu.Menu screens.scrolling.ScrollingScreen widgets.origin.OriginNote widgets.masking.MaskedWords
    widgets.key_bar.KeyBar widgets.saved.SaveStatus widgets.saved.SaveTrouble widgets.waiting_line.WaitingLine
    screens.contact.ContactScreen screens.contact.Ways screens.log.LogScreen screens.crossed.CrossedScreen
    screens.span.SpanScreen widgets.long_menu.LongMenu
"""
"""What the walk with the reader's old words brings up."""
WRITING = """
    screens.page_view.QuestionBlock screens.page_view.SkippedNote
    widgets.answer_field.AnswerField widgets.answer_field.FieldNote widgets.text_field.TextField
    widgets.list_field.ListField widgets.journal.JournalField widgets.writing.WritingArea
    widgets.checklist.ChecklistField widgets.tick_list.TickList widgets.tick_rows.TickRows widgets.tick_rows.WriteIn
    widgets.scale.ScaleField widgets.number_rows.NumberRows widgets.records.RecordsField widgets.records.RecordSlot
    widgets.record_card.RecordCard widgets.record_form.RecordForm widgets.record_form.FieldRow
    widgets.choice.ChoiceField widgets.short.ShortField widgets.date.DateField widgets.number.NumberField
    widgets.ranked.RankedField widgets.ranked.Pool widgets.ranked.OwnWords widgets.ranking.Ranking
    widgets.line_input.LineInput widgets.files.FilesField screens.evidence.EvidenceScreen
    widgets.search_box.SearchBox
"""
"""What is typed and pasted into."""
LOCKING = """
    screens.first.FirstScreen screens.pages_first.PassphrasePage screens.secret_form.SecretForm
    screens.locking.ChooseScreen screens.locking.RemoveScreen screens.recovery.RecoveryScreen
    widgets.secret.SecretInput widgets.secret.SecretWords
"""
PRACTISING = """
    screens.practice.PracticeScreen widgets.compared.Typed widgets.compared.Compared
    widgets.hint_lines.HintLines widgets.hint_lines.HintLine
"""
"""What comes only to a reader who says clearly that there is no danger."""
FAILED = "screens.elsewhere.ElsewhereScreen widgets.trouble.TroubleBanner"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with hostile exercises and a hostile notebook."""
    folder = tmp_path_factory.mktemp("hostile") / FOLDER
    write_exercises(folder / "exercises")
    with Notebook.open(folder) as notebook:
        words = in_turns([*HOSTILE.values(), *drawn()], AT_A_TIME)
        library = Library(own_folder=folder / "exercises")
        library.check_own()
        write_life(notebook, library, words)
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(original, tmp_path / FOLDER))


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Where the workbook names what it brings up."""
    return tmp_path / "told"


Begin = Callable[..., Terminal]


@pytest.fixture
def begin(folder: Path, told: Path) -> Iterator[Begin]:
    """Starts the workbook on the hostile notebook, or in another folder."""
    terminals: list[Terminal] = []

    def started(*arguments: str, change: str = "", home: Path = folder) -> Terminal:
        program = (str(COMMAND), *arguments) if arguments else telling(told, change)
        terminals.append(Terminal(program, environment(home), 100, 40))
        return terminals[-1]

    yield started
    for terminal in terminals:
        terminal.close()


def environment(home: Path) -> dict[str, str]:
    """What a shell hands on."""
    path = os.environ["PATH"]
    return {"HOME": str(home), "PATH": path, "TERM": "xterm-256color", "LANG": "C.UTF-8", "WORKBOOK_HOME": str(home)}


def goes(terminal: Terminal, *steps: tuple[str, str]) -> None:
    """Press a key and wait for words, or with `-` until they are gone; without words, until the screen is at rest."""
    for key, words in steps:
        if key == "escape":
            terminal.settle()  # the words may stand there from before, and two of these keys at once are another one
        terminal.press(key)
        if words.startswith("-"):
            terminal.wait_until(lambda text, gone=words[1:]: gone not in text, f"“{words}”")  # type: ignore[misc]
        elif words:
            terminal.wait_for(words)
        else:
            terminal.settle()


def leaves_well(terminal: Terminal) -> None:
    """It ends as it should, and has sent nothing that it should not."""
    goes(terminal, *HEARD, ("", ""))
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert faults_in(terminal.raw) == []
    assert terminal.raw.count(ENTERED) == 1


def opens(terminal: Terminal, name: str, words: str) -> None:
    """Open an exercise from Home."""
    goes(terminal, (PALETTE, "Search…"))
    terminal.type(name)
    terminal.wait_until(lambda text: text.count(name) > 1 and "Close this at once" not in text, "what was searched")
    goes(terminal, ("enter", words))


def test_walks_go_through_every_screen_and_widget() -> None:
    assert set(f"{READING} {WRITING} {LOCKING} {PRACTISING} {FAILED}".split()) == all_there_is()


def test_no_screen_sends_what_a_terminal_would_obey(begin: Begin, told: Path) -> None:
    terminal = begin()
    terminal.wait_for("need mending")
    goes(terminal, ("g", "Is it still so"), ("escape", "Set aside"), ("e", "Fewer"))
    goes(terminal, ("2", "Revise"), ("enter", "Look back"), ("escape", "Add one"))
    goes(terminal, ("3", "Make a copy"), ("w", "supporter"), ("w", "advocate"))
    goes(terminal, ("x", "Write the file"), ("escape", "-Write the file"), ("1", "Set aside"))
    for exercise in ("Own [red]", "Boundaries"):
        opens(terminal, exercise, "Your answers")
        goes(terminal, ("h", "Erase this"), ("e", "Keep it"), ("escape", "-Keep it"), ("escape", "Your answers"))
        goes(terminal, ("x", "Keep it"), ("escape", "-Keep it"), ("1", "Set aside"))
    opens(terminal, "My ways of contact", "Enter Change")
    goes(terminal, ("down", ""), ("1", "Set aside"))
    opens(terminal, "A page for", "Write a new one")
    goes(terminal, ("down", "Erase it"), ("x", "Keep it"), ("escape", "-Keep it"), ("enter", "F8 Continue"))
    goes(
        terminal,
        ("escape", ""),
        ("1", "Set aside"),
        ("4", "My log"),
        ("down", ""),
        ("\x1b[F", ""),
        ("b", "Which boundary"),
    )
    goes(terminal, ("down", ""), ("enter", "crossed:"), ("escape", "-crossed:"), ("t", "Which time?"))
    goes(terminal, ("escape", "-Which time?"), ("enter", "Your answers"), ("escape", "My log"), ("escape", "Set aside"))
    goes(
        terminal,
        ("\x0e", "in one line?"),
        ("escape", "Set aside"),
        ("f1", DANGER),
        ("r", "None of these"),
        ("escape", DANGER),
    )
    goes(terminal, ("f", "1 of"), ("f8", "2 of"), ("escape", DANGER), ("v", "> (x) Show"), ("down", "> ( ) Hide"))
    goes(terminal, ("space", "(x) Hide my words"), ("escape", DANGER), ("p", "have no passphrase"))
    goes(terminal, ("escape", DANGER), ("escape", f"-{DANGER}"), ("2", "••••••"), ("3", "My plan"))
    leaves_well(terminal)
    assert set(READING.split()) <= brought_up(told)


def test_what_is_typed_and_pasted_is_never_sent_back_as_an_order(begin: Begin, folder: Path, told: Path) -> None:
    (folder / NAMED).write_bytes(b"")
    terminal = begin()
    terminal.wait_for("need mending")
    opens(terminal, "Own [red]", "Your answers")
    goes(terminal, ("enter", "F8 Continue"))
    terminal.child.send(HALVES)
    goes(terminal, (TYPED, ""), (PASTED, CAME))  # a journal
    goes(terminal, ("tab", "tick or clear"), (PASTED, "Nothing was pasted"), ("down", ""), ("space", ""))
    goes(terminal, ("space", "back to the list"), (PASTED, ""), ("enter", ""))  # words beside a tick
    goes(terminal, ("tab", ""), ("tab", "or a number"), (PASTED, ""), ("4", ""))  # a scale
    goes(terminal, ("tab", ""), ("enter", ""), *HEARD, (PASTED, ""), ("tab", "A day, or"), (PASTED, ""))  # a record
    goes(terminal, ("tab", "Space: choose"), (PASTED, ""), ("space", ""), ("tab", "A whole number"), ("1", ""))
    goes(terminal, (PASTED, "Please write a whole"), ("tab", ""), ("enter", ""), *HEARD, ("backspace", ""))
    goes(terminal, ("enter", ""), ("tab", ""), ("tab", ""), ("tab", ""), ("enter", ""))
    terminal.press_until("f8", "[/] Short")
    goes(terminal, ("", "Enter: go on"), (TYPED, ""), (PASTED, ""), ("tab", "A day, or"), (PASTED, ""))
    goes(terminal, ("tab", "A whole number"), ("1", ""), (PASTED, "Please write a whole"))
    goes(terminal, ("tab", "> 1."), ("d", "> 2."), ("u", "> 1."), ("enter", "into the list"), (PASTED, ""))  # order
    goes(terminal, ("enter", ""), (PASTED, ""))
    terminal.press_until("escape", "Set aside")  # the first one stays at what is no number
    goes(terminal, ("3", "Make a copy"), ("x", "Write the file"), (PASTED, ""))
    goes(terminal, ("enter", ""), ("escape", "-Write the file"), ("1", "Set aside"))
    opens(terminal, "A note of what", "My log")
    goes(terminal, ("n", "One line"))
    terminal.press_until("f8", "A file that shows it")
    goes(terminal, ("\x12", "Read it"), (PASTED, ""), ("enter", "There is no"), ("\x15", ""))
    goes(
        terminal, (TYPED[:60], ""), ("enter", "There is no"), ("\x15", ""), (f"~/{NAMED}", NAMED), ("enter", "SHA-256")
    )
    goes(terminal, ("escape", f"> {NAMED}"))
    terminal.press_until("escape", "Set aside")
    goes(terminal, (PALETTE, "Search…"))
    goes(
        terminal,
        (TYPED[:60], ""),
        (PASTED, "No matches"),
        ("escape", "-No matches"),
        ("4", "My log"),
        ("/", "To the list"),
    )
    goes(terminal, (TYPED[:60], ""), (PASTED, ""), ("escape", "-Show all"), ("escape", "Set aside"))
    leaves_well(terminal)
    assert set(WRITING.split()) <= brought_up(told)
    assert_all_came(folder)


def assert_all_came(folder: Path) -> None:
    """What was typed and pasted into every kind of question is kept."""
    with Notebook.open(folder) as notebook:
        answers = notebook.entries("own")[0].answers
    for name in ("own-words", "which", "rows", "short", "when", "order"):
        assert CAME in repr(answers[name].value), name
    assert answers["much"].value == 4
    assert answers["many"].value == 71


def test_practice_sends_no_order(begin: Begin, folder: Path, told: Path) -> None:
    with Notebook.open(folder) as notebook:
        for exercise, question, value in (
            ("safety", "ever", Ticked(("none",))),
            ("safety", "lately", Ticked(("none",))),
            ("red-flags", "control", None),
            ("firm-words", "exit", f"Sorry, {TYPED[:60]}"),
        ):
            Sitting.open(exercise, Library(), notebook, lambda: datetime.now(UTC)).answer(question, value)
    terminal = begin()
    terminal.wait_for("need mending")
    goes(terminal, (PALETTE, "Search…"), ("Practise", "Your own sentences"), ("enter", "Nobody hears it"))
    goes(terminal, ("enter", "Somebody says"), ("enter", "type it here"), (TYPED, ""), (PASTED, CAME))
    goes(terminal, ("enter", "It came easily"), ("", "d Put this hint away"), ("d", ""))
    for _sentence in range(2):
        goes(terminal, ("e", "Somebody says"), ("enter", "type it here"), ("enter", "It came easily"))
    leaves_well(terminal)
    assert set(PRACTISING.split()) <= brought_up(told)
    with Notebook.open(folder) as notebook:
        assert not any(CAME in repr(entry) for entry in notebook.entries("practice"))


def test_words_of_a_lock_are_never_sent_as_an_order(begin: Begin, folder: Path, told: Path) -> None:
    empty = folder.with_name(f"{FOLDER}2")
    terminal = begin(home=empty)
    goes(terminal, ("", "Begin ("), ("enter", "1 of"))
    terminal.press_until("f8", "A passphrase for your notes?")
    goes(terminal, ("enter", "The same once more"), (TYPED[-60:], ""), (PASTED, ""), ("enter", ""), (PASTED, ""))
    goes(terminal, ("enter", "are not the same"), ("\x15", ""), (TYPED[-60:], ""), (PASTED, ""), ("enter", "F8 I have"))
    goes(terminal, ("f8", "Helplines where"), ("escape", "a quiet place"), ("f1", DANGER), ("p", "Take it away"))
    goes(terminal, ("down", ""), ("enter", "The passphrase now"), (TYPED[:30], ""), (PASTED, ""), ("enter", "not it"))
    goes(terminal, ("escape", "Take it away"), ("\x1bOS", "Passphrase:"))
    terminal.child.send(HALVES)
    goes(terminal, (TYPED, ""), ("enter", "That is not it"))
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert faults_in(terminal.raw) == []
    assert set(LOCKING.split()) <= brought_up(told)


def test_what_is_told_of_a_disk_and_a_folder_is_never_sent_as_an_order(begin: Begin, told: Path) -> None:
    terminal = begin(change=FAILING)
    terminal.wait_for("need mending")
    goes(terminal, ("f2", "F5"), ("\x1b[15~", "Write the copy"))
    goes(terminal, (f"\x1b[200~/{SENDABLE}\x1b[201~", ""), ("enter", ""), ("escape", "-Write the copy"))
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 1
    assert faults_in(terminal.raw) == []
    assert set(FAILED.split()) <= brought_up(told)


def test_check_sees_when_the_guard_is_taken_out(begin: Begin) -> None:
    terminal = begin(change=TRUSTING)
    terminal.wait_for("need mending")
    # Down to where Help names the folder, whatever stands above it.
    goes(terminal, ("f1", DANGER), *[("\x1b[6~", "")] * 4)
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert any(repr("\x1b]52;c")[1:-1] in fault for fault in faults_in(terminal.raw))


@pytest.mark.parametrize("text", [text for name, text in HOSTILE.items() if name.startswith(("order", "bidi"))])
def test_check_sees_each_order(text: str) -> None:
    assert faults_in(b"\x1b[?1049h\x1b[1;1H\x1b[1;38;2;1;2;3mwords" + text.encode()) or "1049" in text
    assert faults_in_lines(text.encode())


def test_commands_print_nothing_that_a_terminal_would_obey(folder: Path) -> None:
    strange = str(folder / "none\x1b]0;t\x07\u202e")
    commands = {
        ("list",): 0,
        ("show", "own"): 0,
        ("show", "\x1b]0;t\x07\u202e\x9b31m"): 2,
        ("check", str(folder / "exercises")): 1,
        ("export",): 0,
        ("export", "--format", "text", "--for", "supporter"): 0,
        ("export", "--everything"): 0,
        ("export", "-o", strange): 0,
        ("where",): 0,
        ("where", "--json"): 0,
        ("verify",): 0,
        ("backup", strange + ".wb"): 0,
        ("--data-dir", strange, "export"): 2,
        ("\x1b]0;t\x07\u202e",): 2,
        ("restore", strange + ".none"): 2,
    }
    program = [sys.executable, "-c", COMMANDS, repr(list(commands))]
    child: pexpect.spawn[bytes] = pexpect.spawn(program[0], program[1:], env=environment(folder), timeout=60)
    *printed, rest = re.split(rb"\r\n== did (\d)\r\n", child.read())
    assert rest == b""
    assert [int(code) for code in printed[1::2]] == [*commands.values()]
    for raw, arguments in zip(printed[::2], commands, strict=True):
        assert raw
        assert faults_in_lines(raw) == [], arguments


def test_plain_mode_prints_nothing_that_a_terminal_would_obey(begin: Begin) -> None:
    terminal = begin("--plain")
    terminal.wait_for("A number from the list")
    for line in (
        "/boundaries",
        "/contact",
        "/plan",
        "1",
        "",
        "/go own",
        *[""] * 5,
        "/list",
        "/go values-journal",
        "1",
        "",
    ):
        terminal.type(f"{line}\r")
        terminal.settle()
    terminal.type("/quit\r")
    assert terminal.wait_for_end() == 0
    assert faults_in_lines(terminal.raw) == []
