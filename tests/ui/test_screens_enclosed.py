"""Nothing leaves by the clipboard, a browser, a picture or a sound: copies stay inside, and the rest does nothing."""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.content import Content
from textual.driver import Driver
from textual.style import Style
from textual.widgets import Static, TextArea

from tests.ui.opened import live, opened
from workbook.store.notebook import Notebook
from workbook.widgets.line_input import LineInput

PACKAGE = Path(__file__).parents[2] / "workbook"
WORDS = "only for me ☂"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What goes to the terminal past the screen."""
    came: list[str] = []
    from textual.drivers.headless_driver import HeadlessDriver

    monkeypatch.setattr(HeadlessDriver, "write", lambda _driver, data: came.append(data))
    yield came


def assert_nothing_was_ordered(written: list[str]) -> None:
    """No clipboard, no title, no shape, no sound."""
    assert [each for each in written if "\x1b]" in each or "\x07" in each] == []


async def test_copied_words_stay_inside_and_can_be_pasted(written: list[str]) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome", finish=False)
        async with opened(notebook) as reader:
            await reader.opens("welcome", "backup")
            await reader.until(lambda: isinstance(reader.app.focused, TextArea), "a place to write")
            area = reader.app.focused
            assert isinstance(area, TextArea)
            area.text = WORDS
            area.select_all()
            await reader.press("ctrl+c")
            await reader.sees("Copied, inside this program only.")
            area.select_all()
            await reader.press("ctrl+x")
            assert area.text == ""
            await reader.press("ctrl+v", "ctrl+v")
            assert area.text == WORDS * 2
    assert_nothing_was_ordered(written)


async def test_words_copied_from_the_screen_stay_inside(written: list[str]) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook) as reader:
            await reader.press("2")
            await reader.sees("My boundaries")
            reader.app.screen.query_one("#note", Static).text_select_all()
            await reader.press("ctrl+c")
            await reader.sees("Copied, inside this program only.")
            assert reader.app.clipboard.startswith("Nothing here works against")
    assert_nothing_was_ordered(written)


async def test_copied_lines_are_pasted_into_one_line_past_the_guard(written: list[str]) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook) as reader:
            reader.app.copy_to_clipboard("a\n\x1b]52;c;eA==\x07b\u202e")
            await reader.press("3", "x")
            await reader.sees("Write the file")
            line = reader.app.screen.query_one(LineInput)
            line.value = ""
            await reader.press("ctrl+v")
            assert line.value == "a ]52;c;eA==b"
            reader.app.forget_copied()
            await reader.press("ctrl+v")
            assert line.value == "a ]52;c;eA==b"
    assert_nothing_was_ordered(written)


async def test_copying_nothing_keeps_what_was_copied() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            reader.app.copy_to_clipboard(WORDS)
            reader.app.copy_to_clipboard("")
            assert reader.app.clipboard == WORDS


async def test_no_browser_no_picture_no_file_and_no_sound(
    written: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    opened_urls: list[str] = []
    monkeypatch.setattr(Driver, "open_url", lambda _driver, url, new_tab=True: opened_urls.append(url))
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook) as reader:
            app = reader.app
            app.open_url("https://example.invalid")
            for action in ("screenshot", "app.screenshot", "screen.screenshot", f"screenshot('x.svg', '{tmp_path}')"):
                await app.run_action(action)
            assert app.save_screenshot("x.svg", str(tmp_path)) == ""
            assert app.deliver_screenshot("x.svg", str(tmp_path)) is None
            assert app.deliver_text(io.StringIO("words"), save_directory=tmp_path, save_filename="x.txt") is None
            assert app.deliver_binary(io.BytesIO(b"words"), save_directory=tmp_path, save_filename="x") is None
            app.bell()
            app._set_pointer_shape("pointer")
            await reader.pilot.pause()
    assert opened_urls == []
    assert list(tmp_path.iterdir()) == []
    assert_nothing_was_ordered(written)


async def test_no_words_on_the_screen_act_when_they_are_clicked() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook) as reader:
            await reader.press("2")
            note = reader.app.screen.query_one("#note", Static)
            note.update(Content("leave this " * 20).stylize(Style.from_meta({"@click": "app.exit"})))
            await reader.pilot.pause()
            await reader.pilot.click("#note", offset=(3, 0))
            await reader.pilot.pause()
            assert reader.app.is_running
            assert reader.app._exit is False


async def test_palette_names_only_our_own_commands() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook) as reader:
            for words in ("screensh", "maximi"):
                await reader.press("ctrl+p")
                await reader.type(words)
                await reader.sees("No matches found")
                await reader.press("escape")


FORBIDDEN = {
    "antigravity", "asyncio.subprocess", "ftplib", "http", "imaplib", "multiprocessing", "poplib", "pty", "pyperclip",
    "requests", "smtplib", "socket", "socketserver", "ssl", "subprocess", "telnetlib", "tkinter", "urllib",
    "webbrowser", "xmlrpc",
}  # fmt: skip
CALLS = {
    "system", "popen", "startfile", "execv", "execve", "execvp", "execvpe", "execl", "execlp", "spawnl", "spawnv",
    "spawnvp", "posix_spawn", "posix_spawnp", "create_subprocess_exec", "create_subprocess_shell", "open_connection",
    "create_connection", "open_unix_connection", "start_server", "suspend", "export_screenshot",
}  # fmt: skip


def reaches_outside(source: str) -> list[str]:
    """What in a module could start a program, open a connection or make a picture."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            found.append(node.func.attr)
        elif isinstance(node, ast.Constant) and node.value in ("EDITOR", "VISUAL", "BROWSER", "PAGER"):
            found.append(node.value)
        found += [name for name in names if name in FORBIDDEN or name.split(".")[0] in FORBIDDEN]
        found += [name for name in names if name.startswith("os.") and name.removeprefix("os.") in CALLS]
    return found


def test_no_module_reaches_outside() -> None:
    reaching = {path.name: reaches_outside(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    assert {name: found for name, found in reaching.items() if found} == {}


@pytest.mark.parametrize(
    "bad",
    [
        "import subprocess",
        "import urllib.request",
        "from urllib import request",
        "from os import system",
        "from asyncio import subprocess",
        "def f():\n    import webbrowser",
        "os.system('x')",
        "os.execvp(editor, [file])",
        "os.environ.get('EDITOR')",
        "with self.app.suspend(): pass",
        "self.app.export_screenshot()",
        "await asyncio.open_connection('x', 1)",
    ],
)
def test_reaching_outside_is_seen(bad: str) -> None:
    assert reaches_outside(f"async def outer():\n    {bad}" if bad.startswith("await") else bad)
