import errno
import stat
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from workbook.model.codec import Json
from workbook.model.entry import Entry, Settings
from workbook.model.errors import InUseError, NotSavedError, UnreadableError, WorkbookError
from workbook.model.guard import clean
from workbook.model.ports import Keeper
from workbook.store.changes import encode
from workbook.store.files import Keep, MemoryFile
from workbook.store.frames import frame, frames
from workbook.store.header import FORMAT, fresh_header, header_line, read_header
from workbook.store.lock import Lock
from workbook.store.notebook import FILE_NAME, LOCK_NAME, Notebook
from workbook.store.seal import ChecksumSeal, Position

MakeEntry = Callable[..., Entry]

HOSTILE = [
    "",
    "\0\x1b[31m\x07 \u202e\u2066 [bold]not markup[/bold] `${HOME}` \r\n\u2028",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f3f3\ufe0f\u200d\U0001f308 e\u0301",
    "\u6f22\u5b57\u304b\u306a \ud55c\uae00",
    "\u0627\u0644\u0633\u0644\u0627\u0645 \u05e9\u05dc\u05d5\u05dd",
    "lone \ud800 and \udfff",
    "\ufffe\uffff \u00ffWB\n",
    '"}],\\u0000\\',
    "long " * 20_000,
]


def saved(notebook: Notebook, entry: Entry) -> Entry:
    """Save it, wait for the disk, and give what the notebook holds."""
    notebook.save(entry).wait()
    held = notebook.entry(entry.id)
    assert held is not None
    return held


def test_notebook_is_a_keeper() -> None:
    def number_for_new_entry(keeper: Keeper) -> int:
        return keeper.next_number()

    assert number_for_new_entry(Notebook.in_memory()) == 1


def test_saved_entry_survives_restart(tmp_path: Path, make_entry: MakeEntry) -> None:
    with Notebook.open(tmp_path / "data") as notebook:
        first = saved(notebook, make_entry("a"))
        second = saved(notebook, make_entry("b", exercise="other"))
    with Notebook.open(tmp_path / "data") as notebook:
        assert notebook.all_entries() == (first, second)
        assert notebook.entries("other") == (second,)
        assert notebook.notices == ()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_survives_restart_past_the_guard(tmp_path: Path, make_entry: MakeEntry, text: str) -> None:
    with Notebook.open(tmp_path) as notebook:
        entry = saved(notebook, make_entry("a", text))
        assert entry.answers["what"].value == clean(text)
    with Notebook.open(tmp_path) as notebook:
        assert notebook.entry("a") == entry


def test_new_entries_are_numbered_in_order_and_keep_their_number(make_entry: MakeEntry) -> None:
    with Notebook.in_memory() as notebook:
        assert [saved(notebook, make_entry(name)).number for name in "abc"] == [1, 2, 3]
        assert saved(notebook, make_entry("a", "changed")).number == 1
        assert [entry.id for entry in notebook.entries("journal")] == ["a", "b", "c"]
        assert notebook.next_number() == 4


def test_entry_with_a_number_that_is_taken_replaces_nobody(make_entry: MakeEntry) -> None:
    with Notebook.in_memory() as notebook:
        saved(notebook, replace(make_entry("a"), number=5))
        assert saved(notebook, replace(make_entry("b"), number=5)).number == 6
        assert saved(notebook, replace(make_entry("c"), number=10**30)).number == 7
        assert saved(notebook, replace(make_entry("d"), number=2)).number == 8
        assert saved(notebook, replace(make_entry("e"), number=10)).number == 10
        assert [entry.id for entry in notebook.all_entries()] == ["a", "b", "c", "d", "e"]


def test_number_of_an_entry_that_was_removed_is_never_used_again(make_entry: MakeEntry) -> None:
    file = MemoryFile()
    with Notebook(file) as notebook:
        for name in "abc":
            saved(notebook, make_entry(name))
        notebook.save_settings(Settings(theme="dark"))
        notebook.remove("b").wait()
        notebook.remove("c").wait()
        notebook.save_settings(Settings(theme="light"))
        assert notebook.next_number() == 4
    with Notebook(MemoryFile(file.content)) as notebook:
        assert (notebook.settings, [entry.id for entry in notebook.all_entries()]) == (Settings(theme="light"), ["a"])
        assert saved(notebook, replace(make_entry("d"), number=3)).number == 4
        notebook.remove("d").wait()
        assert saved(notebook, make_entry("d")).number == 5


def test_removed_entry_is_gone_at_once_and_after_restart(tmp_path: Path, make_entry: MakeEntry) -> None:
    with Notebook.open(tmp_path) as notebook:
        saved(notebook, make_entry("a"))
        notebook.remove("a").wait()
        assert (notebook.entry("a"), notebook.entries("journal"), notebook.count("journal")) == (None, (), 0)
        assert notebook.is_empty
        notebook.remove("a").wait()
    with Notebook.open(tmp_path) as notebook:
        assert notebook.is_empty
        assert notebook.all_entries() == ()


def test_erasing_says_when_the_file_could_not_be_written(make_entry: MakeEntry) -> None:
    class Full(MemoryFile):
        full = False

        def append(self, frame: bytes) -> None:
            if self.full:
                raise OSError(errno.ENOSPC, "full")
            super().append(frame)

        def replace(self, spans: Iterable[bytes], keep: Keep) -> None:
            if self.full:
                raise OSError(errno.ENOSPC, "full")
            super().replace(spans, keep)

    file = Full()
    notebook = Notebook(file)
    for name in "ab":
        saved(notebook, make_entry(name))
    file.full = True
    for receipt in (notebook.erase(make_entry("a", "rest")), notebook.remove("b")):
        with pytest.raises(NotSavedError):
            receipt.wait()
    file.full = False
    notebook.erase(make_entry("a", "rest")).wait()
    (left,) = Notebook(MemoryFile(file.content)).all_entries()
    assert left.answers["what"].value == "rest"
    notebook.close()


def test_entry_is_read_at_once_while_the_disk_still_works(make_entry: MakeEntry) -> None:
    with Notebook.in_memory() as notebook:
        notebook.save(make_entry("a", "first"))
        notebook.save(make_entry("a", "second"))
        (entry,) = notebook.entries("journal")
        assert entry.answers["what"].value == "second"


def test_saving_an_unchanged_entry_writes_nothing(tmp_path: Path, make_entry: MakeEntry) -> None:
    with Notebook.open(tmp_path) as notebook:
        entry = saved(notebook, make_entry("a"))
        size = (tmp_path / FILE_NAME).stat().st_size
        notebook.save(entry).wait()
        notebook.save_settings(Settings()).wait()
        notebook.save(entry).wait()
        grown = (tmp_path / FILE_NAME).stat().st_size
        notebook.save_settings(Settings()).wait()
        assert (tmp_path / FILE_NAME).stat().st_size == grown
        assert grown - size < 150


def test_unchanged_entry_that_never_reached_the_disk_is_not_called_saved(make_entry: MakeEntry) -> None:
    class Full(MemoryFile):
        full = True

        def append(self, frame: bytes) -> None:
            if self.full:
                raise OSError(errno.ENOSPC, "full")
            super().append(frame)

    file = Full()
    notebook = Notebook(file)
    for _time in range(2):
        with pytest.raises(NotSavedError, match="disk is full"):
            notebook.save(make_entry("a")).wait()
    file.full = False
    notebook.save(make_entry("a")).wait()
    assert Notebook(MemoryFile(file.content)).entry("a") is not None
    notebook.close()


def test_change_in_a_mapping_that_was_saved_before_is_not_overlooked(make_entry: MakeEntry) -> None:
    with Notebook.in_memory() as notebook:
        answers = dict(make_entry("a").answers)
        entry = replace(make_entry("a"), answers=answers)
        notebook.save(entry)
        notebook.entry("a")
        answers["what"] = replace(answers["what"], value="changed")
        held = saved(notebook, entry)
        assert held.answers["what"].value == "changed"


def test_entry_that_moves_to_another_exercise_is_listed_there_only(make_entry: MakeEntry) -> None:
    with Notebook.in_memory() as notebook:
        notebook.save(make_entry("a", exercise="one"))
        notebook.save(make_entry("a", exercise="two"))
        assert (notebook.entries("one"), len(notebook.entries("two"))) == ((), 1)


def test_entries_are_counted_without_reading_them(make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    file = MemoryFile()
    with Notebook(file) as notebook:
        for name, exercise in (("a", "one"), ("b", "two"), ("c", "one")):
            notebook.save(make_entry(name, exercise=exercise))
        notebook.save(make_entry("b", exercise="one"))
    with Notebook(MemoryFile(file.content)) as notebook, monkeypatch.context() as patched:
        patched.delattr("workbook.store.entries.decode_entry")
        assert [notebook.count(name) for name in ("one", "two", "three")] == [3, 0, 0]
        assert not notebook.is_empty


def test_notebook_is_empty_until_an_entry_is_saved(make_entry: MakeEntry) -> None:
    with Notebook.in_memory() as notebook:
        notebook.save_settings(Settings(theme="dark"))
        assert notebook.is_empty
        notebook.save(make_entry("a"))
        assert not notebook.is_empty


def test_settings_survive_restart(tmp_path: Path) -> None:
    settings = Settings({"values": "set-aside"}, "dark", None, ("hint",))
    with Notebook.open(tmp_path) as notebook:
        assert notebook.settings == Settings()
        notebook.save_settings(settings).wait()
        assert notebook.settings == settings
    with Notebook.open(tmp_path) as notebook:
        assert notebook.settings == settings


def test_second_window_is_refused_until_the_first_is_closed(tmp_path: Path, make_entry: MakeEntry) -> None:
    first = Notebook.open(tmp_path)
    first.save(make_entry("a"))
    for read_only in (False, True):
        with pytest.raises(InUseError, match="another window"):
            Notebook.open(tmp_path, read_only=read_only)
    first.close()
    first.close()
    with Notebook.open(tmp_path, read_only=True) as second:
        assert second.entry("a") is not None


def test_notebook_that_could_not_be_opened_does_not_stay_locked(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"something else")
    for _time in range(2):
        with pytest.raises(UnreadableError):
            Notebook.open(tmp_path)


def test_file_and_folder_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    with Notebook.open(folder) as notebook:
        assert notebook.path == folder / FILE_NAME
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}


def test_looking_for_a_notebook_creates_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert not Notebook.exists(folder)
    with Notebook.open(folder, read_only=True) as notebook:
        assert notebook.all_entries() == ()
    assert not folder.exists()
    Notebook.open(folder).close()
    assert Notebook.exists(folder)


def test_reading_a_damaged_notebook_tells_and_leaves_everything_as_it_is(tmp_path: Path, make_entry: MakeEntry) -> None:
    with Notebook.open(tmp_path) as notebook:
        notebook.save(make_entry("a"))
        notebook.save(make_entry("b"))
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes()[:-1])
    path.chmod(0o644)
    (tmp_path / LOCK_NAME).unlink()
    before = (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
    with Notebook.open(tmp_path, read_only=True) as notebook:
        assert [entry.id for entry in notebook.all_entries()] == ["a"]
        assert f"The last save in {path} is damaged. Everything before it was read." in notebook.notices
    assert (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


def test_two_may_read_at_once_while_nobody_writes(tmp_path: Path, make_entry: MakeEntry) -> None:
    with Notebook.open(tmp_path) as notebook:
        notebook.save(make_entry("a"))
    with Notebook.open(tmp_path, read_only=True) as one, Notebook.open(tmp_path, read_only=True) as two:
        assert one.all_entries() == two.all_entries() != ()
        with pytest.raises(InUseError):
            Notebook.open(tmp_path)


def test_read_only_notebook_takes_no_saves(tmp_path: Path, make_entry: MakeEntry) -> None:
    with Notebook.open(tmp_path) as notebook:
        notebook.save(make_entry("a"))
    before = (tmp_path / FILE_NAME).read_bytes()
    with Notebook.open(tmp_path, read_only=True) as notebook:
        for receipt in (
            notebook.save(make_entry("b")),
            notebook.save_settings(Settings(theme="dark")),
            notebook.erase(make_entry("a", "rest")),
            notebook.remove("a"),
        ):
            with pytest.raises(NotSavedError, match="not open for writing"):
                receipt.wait()
        assert [entry.id for entry in notebook.all_entries()] == ["a"]
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_notebook_in_memory_touches_no_disk(
    tmp_path: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Notebook.in_memory() as notebook:
        saved(notebook, make_entry("a"))
        assert notebook.path is None
    assert list(tmp_path.iterdir()) == []


def test_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    line = header_line({"seal": "checksum"}, version=FORMAT + 1, oldest=FORMAT + 1)
    (tmp_path / FILE_NAME).write_bytes(line)
    with pytest.raises(UnreadableError, match="newer version") as raised:
        Notebook.open(tmp_path)
    assert raised.value.exit_code == 3
    assert (tmp_path / FILE_NAME).read_bytes() == line


def test_newer_file_that_can_be_read_is_read_with_a_word_about_it(tmp_path: Path) -> None:
    line = header_line({"id": "x", "seal": "checksum"}, version=FORMAT + 1, oldest=FORMAT)
    (tmp_path / FILE_NAME).write_bytes(line)
    with Notebook.open(tmp_path, read_only=True) as notebook:
        (notice,) = notebook.notices
        assert "newer version" in notice


def test_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(UnreadableError, match="cannot be read"):
        Notebook.open(tmp_path)


def test_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(WorkbookError, match="cannot be made"):
        Notebook.open(tmp_path / "data")


def test_entry_that_cannot_be_read_is_kept_and_told(make_entry: MakeEntry) -> None:
    header = fresh_header()
    strange = encode({"entries": {"7": {"id": "x", "later": True}}})
    content = header.line + frame(1, ChecksumSeal(header.digest).close(Position(), strange))
    file = MemoryFile(content)
    with Notebook(file) as notebook:
        assert "1 entry cannot be read" in notebook.notices[0]
        assert notebook.all_entries() == ()
        assert saved(notebook, replace(make_entry("a"), number=7)).number == 8
    assert file.content is not None
    assert file.content.startswith(content)


@pytest.mark.parametrize("strangeness", [{"version": "of something later"}, {"answers": ["of another form"]}])
def test_entry_that_only_reading_shows_to_be_unreadable_is_told_then_and_kept(
    make_entry: MakeEntry, strangeness: dict[str, Json]
) -> None:
    with Notebook(file := MemoryFile()) as notebook:
        saved(notebook, make_entry("sound"))
        document = {**notebook.documents()["entries"]["1"], "id": "strange", **strangeness}
    header, start = read_header(file.content or b"", "memory")
    position = Position()
    for each in frames(file.content or b"", start):
        position = position.after(each.sealed)
    strange = ChecksumSeal(header.digest).close(position, encode({"entries": {"2": document}}))
    file.append(frame(position.sequence + 1, strange))
    with Notebook(file) as notebook:
        assert [entry.id for entry in notebook.all_entries()] == ["sound"]
        assert "1 entry cannot be read" in notebook.notices[0]
        assert (notebook.count("journal"), notebook.entry("strange")) == (1, None)
        assert saved(notebook, make_entry("strange")).number == 3
        assert notebook.documents()["entries"]["2"] == document
    with Notebook(MemoryFile(file.content)) as notebook:
        assert notebook.documents()["entries"]["2"] == document


def test_error_under_way_is_not_hidden_by_a_failed_close(make_entry: MakeEntry) -> None:
    class Full(MemoryFile):
        def append(self, frame: bytes) -> None:
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(ZeroDivisionError), Notebook(Full()) as notebook:
        notebook.save(make_entry("a"))
        raise ZeroDivisionError
    with pytest.raises(NotSavedError), Notebook(Full()) as notebook:
        notebook.save(make_entry("a"))


class HangingFile(MemoryFile):
    """A file whose disk does not answer until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.leave = threading.Event()

    def append(self, frame: bytes) -> None:
        self.leave.wait()
        super().append(frame)


def test_disk_that_does_not_answer_is_told_once_and_holds_nobody(tmp_path: Path, make_entry: MakeEntry) -> None:
    file = HangingFile()
    with (
        pytest.raises(NotSavedError, match="does not answer"),
        Notebook(file, lock=Lock.take(tmp_path / LOCK_NAME)) as notebook,
    ):
        receipt = notebook.save(make_entry("a"))
        notebook.close(timeout=0)
    notebook.close()
    with pytest.raises(InUseError):
        Lock.take(tmp_path / LOCK_NAME)
    file.leave.set()
    receipt.wait(30)
    assert Notebook(MemoryFile(file.content)).entry("a") is not None


def test_leaving_a_notebook_does_not_wait_for_ever(make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.store.notebook.LEAVING", 0.0)
    file = HangingFile()
    with pytest.raises(NotSavedError, match="does not answer"), Notebook(file) as notebook:
        notebook.save(make_entry("a"))
    with pytest.raises(ZeroDivisionError), Notebook(HangingFile()) as notebook:
        notebook.save(make_entry("a"))
        raise ZeroDivisionError


def test_erasing_that_a_crash_cut_short_is_finished_at_the_next_opening(
    tmp_path: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Notebook.open(tmp_path) as notebook:
        saved(notebook, make_entry("a", "canary"))
        # As if the process ended before the file was written afresh.
        monkeypatch.setattr(notebook._vault, "purge", notebook._vault.flush)
        notebook.erase(make_entry("a", "rest")).wait()
    assert any(b"canary" in each.read_bytes() for each in tmp_path.iterdir())
    monkeypatch.undo()
    with Notebook.open(tmp_path) as notebook:
        assert notebook.entries("journal")[0].answers["what"].value == "rest"
    assert not any(b"canary" in each.read_bytes() for each in tmp_path.iterdir())
    before = Notebook.path_in(tmp_path).read_bytes()
    Notebook.open(tmp_path).close()
    assert Notebook.path_in(tmp_path).read_bytes() == before
