import errno
import threading

import pytest

from workbook.model.errors import NotSavedError, UnreadableError, WorkbookError
from workbook.store.changes import Changes, Document
from workbook.store.files import MemoryFile, NotebookFile
from workbook.store.header import FORMAT, header_line
from workbook.store.vault import Vault


class GatedFile(MemoryFile):
    """A file whose appends wait for leave, and fail while `refuse` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.leave = threading.Semaphore(0)
        self.refuse = False

    def append(self, frame: bytes) -> None:
        self.leave.acquire()
        if self.refuse:
            raise OSError(errno.ENOSPC, "full")
        super().append(frame)


def note(number: int, text: str = "words") -> Changes:
    document: Document = {"text": text}
    return {"notes": {str(number): document}}


def kept(file: MemoryFile) -> dict[str, Document]:
    """What a new process would read."""
    return Vault(MemoryFile(file.content)).tables.get("notes", {})


def test_commits_are_there_after_reopening() -> None:
    file = MemoryFile()
    vault = Vault(file)
    vault.commit(note(1))
    vault.commit(note(2, "more"))
    vault.close()
    assert kept(file) == {"1": {"text": "words"}, "2": {"text": "more"}}


def test_failed_save_says_why_and_the_next_one_brings_it_along() -> None:
    file = GatedFile()
    file.leave.release(100)
    vault = Vault(file)
    vault.commit(note(1)).wait(30)
    file.refuse = True
    with pytest.raises(NotSavedError, match=r"Not saved in memory: the disk is full\. Your words are still here\."):
        vault.commit(note(2)).wait(30)
    with pytest.raises(NotSavedError):
        vault.commit(note(3)).wait(30)
    file.refuse = False
    vault.commit(note(2, "changed")).wait(30)
    assert kept(file) == {"1": {"text": "words"}, "2": {"text": "changed"}, "3": {"text": "words"}}
    vault.close()


def test_saves_queued_behind_a_failure_fail_with_it_and_are_kept() -> None:
    file = GatedFile()
    vault = Vault(file)
    receipts = [vault.commit(note(number)) for number in range(1, 5)]
    file.leave.release()
    receipts[0].wait(30)
    file.refuse = True
    file.leave.release()
    for receipt in receipts[1:]:
        with pytest.raises(NotSavedError):
            receipt.wait(30)
    file.refuse = False
    file.leave.release(100)
    vault.flush().wait(30)
    assert set(kept(file)) == {"1", "2", "3", "4"}
    vault.close()


def test_commit_made_while_a_failure_is_under_way_is_not_lost() -> None:
    file = GatedFile()
    file.refuse = True
    vault = Vault(file)
    first = vault.commit(note(1))
    file.leave.release()
    with pytest.raises(NotSavedError):
        first.wait(30)
    second = vault.commit(note(2))
    third = vault.commit(note(3))
    file.leave.release()
    for receipt in (second, third):
        with pytest.raises(NotSavedError):
            receipt.wait(30)
    file.refuse = False
    file.leave.release(100)
    vault.close()
    assert set(kept(file)) == {"1", "2", "3"}


def test_flush_stands_for_everything_before_it() -> None:
    file = GatedFile()
    vault = Vault(file)
    vault.commit(note(1))
    last = vault.flush()
    assert not last.done
    file.leave.release()
    last.wait(30)
    assert set(kept(file)) == {"1"}
    vault.close()


def test_close_tries_once_more_and_says_if_that_failed() -> None:
    file = GatedFile()
    file.refuse = True
    file.leave.release(100)
    vault = Vault(file)
    with pytest.raises(NotSavedError):
        vault.commit(note(1)).wait(30)
    with pytest.raises(NotSavedError, match="the disk is full"):
        vault.close()
    assert not vault.writing


def test_save_that_fails_while_the_vault_closes_is_tried_once_more() -> None:
    class Hiccup(MemoryFile):
        failures = 1

        def append(self, frame: bytes) -> None:
            if self.failures:
                self.failures -= 1
                raise OSError(errno.EIO, "fault")
            super().append(frame)

    for failures in (1, 2):
        file = Hiccup()
        file.failures = failures
        vault = Vault(file)
        vault.commit(note(1))
        if failures == 1:
            vault.close()
            assert set(kept(file)) == {"1"}
        else:
            with pytest.raises(NotSavedError, match="reported a fault"):
                vault.close()
            assert kept(file) == {}


def test_close_does_not_wait_for_ever() -> None:
    file = GatedFile()
    vault = Vault(file)
    receipt = vault.commit(note(1))
    with pytest.raises(NotSavedError, match="does not answer"):
        vault.close(timeout=0)
    vault.close()
    file.leave.release()
    receipt.wait(30)
    assert set(kept(file)) == {"1"}


def test_file_is_let_go_once_a_late_write_has_ended() -> None:
    class Counted(GatedFile):
        closed = 0

        def close(self) -> None:
            self.closed += 1

    file = Counted()
    vault = Vault(file)
    vault.commit(note(1))
    with pytest.raises(NotSavedError):
        vault.close(timeout=0)
    vault.close()
    assert file.closed == 0
    file.leave.release()
    while vault.writing:
        pass
    vault.close()
    assert file.closed == 1


def test_commit_after_close_is_not_called_saved() -> None:
    vault = Vault(MemoryFile())
    vault.close()
    with pytest.raises(NotSavedError):
        vault.commit(note(1)).wait(30)


def test_any_failure_of_the_file_is_told_and_does_not_stop_the_writer() -> None:
    class Odd(MemoryFile):
        odd = True

        def append(self, frame: bytes) -> None:
            if self.odd:
                raise MemoryError
            super().append(frame)

    file = Odd()
    vault = Vault(file)
    with pytest.raises(NotSavedError, match="MemoryError"):
        vault.commit(note(1)).wait(30)
    file.odd = False
    vault.close()
    assert set(kept(file)) == {"1"}


def test_empty_file_is_begun_anew_and_told() -> None:
    file = MemoryFile(b"")
    vault = Vault(file)
    assert "was empty" in vault.notices[0]
    vault.commit(note(1))
    vault.close()
    assert set(kept(file)) == {"1"}


def test_new_file_has_nothing_to_tell() -> None:
    assert Vault(MemoryFile()).notices == ()


def test_damaged_end_is_set_aside_and_told() -> None:
    file = MemoryFile()
    vault = Vault(file)
    vault.commit(note(1))
    vault.commit(note(2))
    vault.close()
    assert file.content is not None
    file.content = file.content[:-1]
    again = Vault(file)
    assert set(again.tables["notes"]) == {"1"}
    assert "set aside in memory.set-aside-1" in again.notices[0]
    assert b'{"notes":{"2":' in file.set_aside[0]
    again.commit(note(3))
    again.close()
    assert set(kept(file)) == {"1", "3"}


def test_read_only_mends_nothing_and_saves_nothing() -> None:
    file = MemoryFile()
    vault = Vault(file)
    vault.commit(note(1))
    vault.close()
    assert file.content is not None
    file.content += b"rest"
    before = file.content
    reader = Vault(file, read_only=True)
    assert set(reader.tables["notes"]) == {"1"}
    assert "damaged" in reader.notices[0]
    with pytest.raises(NotSavedError):
        reader.commit(note(2)).wait(30)
    reader.close()
    assert (file.content, file.set_aside) == (before, [])


def test_newer_file_that_can_be_read_is_not_written_to() -> None:
    line = header_line({"id": "x", "seal": "checksum"}, version=FORMAT + 1, oldest=FORMAT)
    with pytest.raises(UnreadableError, match=f"file format {FORMAT + 1}"):
        Vault(MemoryFile(line))
    assert Vault(MemoryFile(line), read_only=True).tables == {}


class BrokenFile(MemoryFile):
    """A file whose disk answers nothing."""

    def read(self) -> bytes | None:
        raise PermissionError(errno.EACCES, "denied")


class UnwritableFile(MemoryFile):
    """A file that cannot be begun."""

    def begin(self, header: bytes) -> None:
        raise OSError(errno.EROFS, "read only")


@pytest.mark.parametrize(
    ("file", "kind", "words"),
    [
        (BrokenFile(), UnreadableError, "cannot be read: this user is not allowed to"),
        (UnwritableFile(), WorkbookError, "cannot be written: the disk can only be read"),
    ],
)
def test_file_that_cannot_be_used_is_told_plainly(file: NotebookFile, kind: type[WorkbookError], words: str) -> None:
    with pytest.raises(kind, match=words):
        Vault(file)
