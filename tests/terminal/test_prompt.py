"""The prompt, in a real terminal: what it takes, and that it never leaves the terminal other than it was."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.terminal.asked import CODE, PIPE, PROCESS
from tests.terminal.conftest import Start, Terminal

SCRIPT = Path(__file__).parent / "asked.py"
SETTINGS_AROUND = f'stty -g; "{sys.executable}" "{SCRIPT}" "$@"; printf "\\ncode %s\\n" "$?"; stty -g; echo "the end"'
WITH_JOBS = (
    f'set -m; stty -g; "{sys.executable}" "{SCRIPT}" "$@"; stty -g; echo stopped; read line; '
    'fg >/dev/null; printf "\\ncode %s\\n" "$?"; stty -g; echo "the end"'
)
TO_ALTERNATE, FROM_ALTERNATE = "\x1b[?1049h", "\x1b[?1049l"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"

Ask = Callable[..., Terminal]


@pytest.fixture
def ask(start: Start, tmp_path: Path) -> Ask:
    """Starts asking, between two looks at the terminal's settings."""

    def begin(kind: str, *, columns: int = 80, program: Sequence[str] = ("sh", "-c", SETTINGS_AROUND)) -> Terminal:
        (tmp_path / PROCESS).unlink(missing_ok=True)
        return start(*program[3:], kind, str(tmp_path), columns=columns, program=(*program[:3], "sh"))

    return begin


def process_in(folder: Path) -> int:
    """The process that asks."""
    return int((folder / PROCESS).read_text(encoding="ascii"))


def ended(terminal: Terminal) -> tuple[str, str]:
    """What was said in the end, and the exit code; the terminal's settings have to be as they were."""
    terminal.wait_for_end()
    assert b"Traceback" not in terminal.raw
    everything = terminal.raw.decode().replace("\r", "")
    lines = everything.split("\n")
    assert lines[-4:] == [lines[-4], lines[0], "the end", ""], "the settings of the terminal"
    assert everything.rfind(TO_ALTERNATE) <= everything.rfind(FROM_ALTERNATE)
    said = everything.rpartition(FROM_ALTERNATE)[2] if FROM_ALTERNATE in everything else "\n".join(lines[1:])
    return "\n".join(said.split("\n")[:-4]).strip(), lines[-4].removeprefix("code ")


def wait_for_times(terminal: Terminal, words: bytes, times: int) -> None:
    """Read until the words came so often."""
    terminal.wait_until(lambda _text: terminal.raw.count(words) >= times, f"{times} times {words!r}")


# On the screen


def test_right_passphrase_opens_and_is_never_shown(ask: Ask) -> None:
    terminal = ask("screen")
    terminal.wait_for("Passphrase:")
    terminal.type("open sesame\r")
    assert ended(terminal) == ("found 0", "0")
    assert b"sesame" not in terminal.raw
    assert b"open" not in terminal.raw


def test_prompt_says_nothing_of_what_it_opens(ask: Ask) -> None:
    terminal = ask("screen")
    terminal.wait_for("Ctrl+Q leaves")
    shown = terminal.raw.decode().partition(TO_ALTERNATE)[2].casefold()
    assert not [word for word in ("workbook", "notebook", "notes", "diary", "write") if word in shown]
    terminal.press("ctrl+q")
    terminal.wait_for_end()


def test_wrong_one_is_told_and_asked_again(ask: Ask) -> None:
    terminal = ask("screen")
    terminal.wait_for("Passphrase:")
    guesses = (b"first", b"second", b"third")
    for times, guess in enumerate(guesses, 1):
        terminal.type(f"{guess.decode()}\r")
        wait_for_times(terminal, b"That is not it.", times)
    terminal.type("open sesame\r")
    assert ended(terminal) == ("found 0", "0")
    for guess in guesses:
        assert guess not in terminal.raw


def test_enter_alone_asks_nothing(ask: Ask) -> None:
    terminal = ask("screen")
    terminal.wait_for("Passphrase:")
    terminal.type("\r \ropen sesame\r")
    assert ended(terminal) == ("found 0", "0")
    assert b"That is not it" not in terminal.raw


@pytest.mark.parametrize(
    "typed",
    [
        "ключ 家族 é\r",
        "x\x15ключ 家族 é\r",
        "ключ 家族 é wrong word\x17\x17\r",
        "ключ 家族 é家\x7f\r",
        "ключ\x1b[A 家族\x1b[1;5C\x1bOA\x1bb é\x1b[15~\r",
        f"{PASTE}ключ 家族 é\r\n{PASTED}\r",
        f"{PASTE}ключ\n家族\r\né{PASTED}\r",
        f"ключ {PASTE}家族\x7f\x15\x1b[A{PASTED} é\r",
        "  ключ 家族 é \n",
    ],
    ids=["letters", "ctrl+u", "ctrl+w", "backspace", "arrows", "paste", "lines", "parts", "spaces"],
)
def test_line_can_be_mended_and_pasted(ask: Ask, typed: str) -> None:
    terminal = ask("screen")
    terminal.wait_for("Passphrase:")
    for byte in typed.encode():
        os.write(terminal.child.child_fd, bytes([byte]))  # every letter is split over reads
    assert ended(terminal) == ("found 1", "0")
    assert "ключ" not in terminal.raw.decode()


@pytest.mark.parametrize(
    "keys",
    [
        "\x11",
        "\x03",
        "\x04",
        "\x1b",
        "\x1b[20~",
        "\x1b\x1b",
        "open\x11",
        f"{PASTE}open\x03",
        "\x1b[\x11",
        "\x1b]0;a\x11",
    ],
    ids=["ctrl+q", "ctrl+c", "ctrl+d", "esc", "f9", "esc esc", "typed", "in a paste", "cut key", "cut answer"],
)
@pytest.mark.parametrize("kind", ["screen", "lines", "new", "code"])
def test_key_to_leave_leaves_at_once(ask: Ask, kind: str, keys: str) -> None:
    terminal = ask(kind)
    terminal.wait_until(lambda text: "assphrase" in text and ("Ctrl" in text or kind == "lines"), "the question")
    terminal.settle()
    terminal.type(keys)
    said, code = ended(terminal)
    assert code == "130"
    assert "found" not in said
    assert CODE not in said


def test_ctrl_d_behind_a_letter_does_not_leave(ask: Ask) -> None:
    terminal = ask("screen")
    terminal.wait_for("Passphrase:")
    terminal.type("open\x04 sesame\r")
    assert ended(terminal) == ("found 0", "0")


@pytest.mark.parametrize("kind", ["screen", "lines", "new", "code"])
@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT], ids=lambda number: number.name
)
def test_signal_to_end_gives_the_terminal_back(ask: Ask, tmp_path: Path, kind: str, number: signal.Signals) -> None:
    terminal = ask(kind)
    terminal.wait_for("assphrase")
    terminal.settle()
    os.kill(process_in(tmp_path), number)
    assert ended(terminal)[1] == "130"


def test_window_that_is_closed_ends_it(start: Start, tmp_path: Path) -> None:
    terminal = start("screen", str(tmp_path), program=(sys.executable, str(SCRIPT)))
    terminal.wait_for("Passphrase:")
    terminal.lose_window()


@pytest.mark.parametrize("kind", ["screen", "lines"])
@pytest.mark.parametrize("how", ["key", "signal"])
def test_stopped_it_gives_the_terminal_back_and_asks_again_afterwards(
    ask: Ask, tmp_path: Path, kind: str, how: str
) -> None:
    terminal = ask(kind, program=("bash", "-c", WITH_JOBS))
    terminal.wait_for("Passphrase:")
    terminal.type("half of it")
    if how == "key":
        terminal.type("\x1a")
    else:
        terminal.settle()
        os.kill(process_in(tmp_path), signal.SIGTSTP)
    terminal.wait_for("stopped")
    settings = terminal.raw.decode().replace("\r", "").split("\n")
    assert settings[0] in terminal.raw.decode().rpartition(FROM_ALTERNATE)[2]
    seen = terminal.raw.count(b"Passphrase:")
    terminal.type("\n")
    wait_for_times(terminal, b"Passphrase:", seen + 1)
    terminal.settle()
    terminal.type("open sesame\r")
    assert ended(terminal)[1] == "0"
    assert b"half" not in terminal.raw


def test_leaving_while_an_attempt_is_under_way_blanks_the_screen_at_once(ask: Ask, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / PIPE)
    terminal = ask("screen")
    terminal.wait_for("Passphrase:")
    terminal.type("slow\r")
    terminal.wait_for("One moment")
    terminal.type("words that nobody waits for\r\x11")
    terminal.wait_until(lambda _text: FROM_ALTERNATE in terminal.raw.decode(), "the shell's screen")
    (tmp_path / PIPE).write_bytes(b"")
    assert ended(terminal) == ("", "130")
    assert b"nobody" not in terminal.raw


def test_keys_during_a_wrong_attempt_are_no_part_of_the_next(ask: Ask, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / PIPE)
    terminal = ask("screen")
    terminal.wait_for("Passphrase:")
    terminal.type("slow\r")
    terminal.wait_for("One moment")
    terminal.type("more")
    terminal.settle()
    (tmp_path / PIPE).write_bytes(b"")
    terminal.wait_for("That is not it.")
    terminal.type("open sesame\r")
    assert ended(terminal) == ("found 0", "0")


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("failing", "open sesame\r", "The rest could not be loaded."),
        ("later", "open sesame\r", "It broke later."),
        ("screen", "burst\r", "There is too little memory."),
    ],
)
def test_error_comes_on_the_shells_screen(ask: Ask, kind: str, typed: str, said: str) -> None:
    terminal = ask(kind)
    terminal.wait_for("Passphrase:")
    terminal.type(typed)
    assert ended(terminal) == (said, "1")


def test_what_fails_beside_the_asking_waits_for_the_right_passphrase(ask: Ask) -> None:
    terminal = ask("failing")
    terminal.wait_for("Passphrase:")
    terminal.type("wrong\r")
    terminal.wait_for("That is not it.")
    assert "could not be loaded" not in terminal.text
    terminal.type("open sesame\r")
    assert ended(terminal) == ("The rest could not be loaded.", "1")


def test_narrow_window_shows_all_of_it(ask: Ask) -> None:
    terminal = ask("screen", columns=20)
    terminal.wait_for("Passphrase:")
    terminal.type("wrong\r")
    terminal.wait_for("That is not it.")
    assert "Ctrl+Q leaves." in " ".join(terminal.text.split())
    terminal.type("open sesame\r")
    assert ended(terminal)[1] == "0"


def test_window_of_a_new_size_is_painted_anew_and_keeps_what_is_typed(ask: Ask) -> None:
    terminal = ask("screen")
    terminal.wait_for("Passphrase:")
    terminal.type("open ")
    terminal.child.setwinsize(10, 30)
    wait_for_times(terminal, b"Passphrase:", 2)
    terminal.type("sesame\r")
    assert ended(terminal) == ("found 0", "0")


def test_stopped_from_outside_it_holds_the_terminal_again_when_it_goes_on(ask: Ask, tmp_path: Path) -> None:
    terminal = ask("screen")
    terminal.wait_for("Passphrase:")
    os.kill(process_in(tmp_path), signal.SIGSTOP)
    terminal.child.setecho(True)
    os.kill(process_in(tmp_path), signal.SIGCONT)
    wait_for_times(terminal, b"Passphrase:", 2)
    terminal.type("open sesame\r")
    assert ended(terminal) == ("found 0", "0")
    assert b"sesame" not in terminal.raw


# In lines


def test_line_asks_again_until_it_is_right_and_draws_nothing(ask: Ask) -> None:
    terminal = ask("lines")
    terminal.wait_for("Passphrase:")
    terminal.type("wrong\r")
    terminal.wait_for("That is not it.")
    terminal.settle()
    terminal.type("open sesame\r")
    assert ended(terminal) == ("Passphrase: \nThat is not it.\nPassphrase: \nfound 0", "0")
    assert b"\x1b" not in terminal.raw


def test_output_may_go_elsewhere_while_the_terminal_is_asked_on(ask: Ask, tmp_path: Path) -> None:
    piped = SETTINGS_AROUND.replace('"$@"', f'"$@" > "{tmp_path}/out" 2> "{tmp_path}/err"')
    terminal = ask("lines", program=("sh", "-c", piped))
    terminal.wait_for("Passphrase:")
    terminal.type("open sesame\r")
    assert ended(terminal) == ("Passphrase:", "0")
    assert (tmp_path / "out").read_text() == "found 0\n"
    assert (tmp_path / "err").read_text() == ""


@pytest.mark.parametrize(
    ("given", "said", "code"),
    [
        ("open sesame\n", "found 0", 0),
        ("open sesame", "found 0", 0),
        ("open sesame\r\nand more\n", "found 0", 0),
        ("wrong\nopen sesame\n", "That is not it.", 1),
        ("", "This needs the passphrase", 2),
        ("\n", "This needs the passphrase", 2),
    ],
)
def test_first_line_of_the_input_is_the_passphrase_where_no_terminal_is(
    tmp_path: Path, given: str, said: str, code: int
) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "lines", tmp_path], input=given, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith(said)
    assert (done.returncode, done.stderr) == (code, "")


# Choosing, and the recovery code


def test_new_one_is_typed_twice(ask: Ask) -> None:
    terminal = ask("new")
    terminal.wait_for("New passphrase")
    terminal.type("four calm words here\r")
    terminal.wait_for("The same again:")
    terminal.type("four calm words here\r")
    said, code = ended(terminal)
    assert (said.splitlines()[-1], code) == ("found 'four calm words here'", "0")
    assert terminal.raw.count(b"calm") == 1
    assert "Nobody can reset it." in said
    assert "recovery code" in said


def test_two_that_differ_are_asked_again(ask: Ask) -> None:
    terminal = ask("new")
    terminal.wait_for("New passphrase")
    terminal.type("four calm words\rfour warm words\r")
    terminal.wait_for("not the same")
    terminal.type("four calm words\rfour calm words\r")
    assert ended(terminal)[0].splitlines()[-1] == "found 'four calm words'"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("short\rshort\r", "'short'"),
        ("short\rlonger words\rlonger words\r", "'longer words'"),
        ("short\rother\rother\r", "'other'"),
        ("\r", "<Chosen.AS_IT_IS: 'as it is'>"),
        ("short\r\r", "<Chosen.AS_IT_IS: 'as it is'>"),
        ("remove\rremove\r", "'remove'"),
    ],
)
def test_short_one_is_taken_when_it_is_said_twice_and_enter_changes_nothing(ask: Ask, typed: str, found: str) -> None:
    terminal = ask("new")
    terminal.wait_for("New passphrase")
    terminal.type(typed)
    assert ended(terminal)[0].splitlines()[-1] == f"found {found}"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("remove\rremove\r", "<Chosen.NONE: 'none'>"),
        ("remove\r\r", "<Chosen.AS_IT_IS: 'as it is'>"),
        ("\r", "<Chosen.AS_IT_IS: 'as it is'>"),
    ],
)
def test_one_that_is_there_goes_only_by_a_word_typed_twice(ask: Ask, typed: str, found: str) -> None:
    terminal = ask("change")
    terminal.wait_for("New passphrase")
    terminal.type(typed)
    assert ended(terminal)[0].splitlines()[-1] == f"found {found}"


def test_recovery_code_is_shown_once_and_leaves_nothing(ask: Ask) -> None:
    terminal = ask("code")
    terminal.wait_for(CODE)
    assert "paper" in terminal.text
    terminal.type("xy \x7f")
    terminal.settle()
    assert CODE in terminal.text
    terminal.type("\r")
    assert ended(terminal) == ("found 'shown'", "0")
    before = terminal.raw.decode().partition(TO_ALTERNATE)[0]
    assert CODE not in before


def test_recovery_code_fits_a_narrow_window(ask: Ask) -> None:
    terminal = ask("code", columns=20)
    terminal.wait_for("FFFF")
    assert CODE in terminal.text.replace("-\n", "-").replace("\n", "-")
    terminal.type("\r")
    assert ended(terminal)[1] == "0"


@pytest.mark.parametrize("named", ["", "TERM=dumb "])
def test_nothing_is_shown_where_it_could_stay(ask: Ask, tmp_path: Path, named: str) -> None:
    if named:
        terminal = ask(
            "code", program=("sh", "-c", SETTINGS_AROUND.replace(f'"{sys.executable}"', f'{named}"{sys.executable}"'))
        )
        assert ended(terminal) == ("found 'nowhere'", "0")
        return
    done = subprocess.run(
        [sys.executable, SCRIPT, "code", tmp_path],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        start_new_session=True,
    )
    assert done.stdout == "found 'nowhere'\n"
