"""Opening a notebook that has a passphrase, or whose file is not what it should be."""

import errno
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.unit.store.faulty import Left
from tests.unit.store.sealing import having, quick, quick_attempt, quick_keys
from workbook.model.entry import Entry
from workbook.model.errors import DamagedError, InUseError, LockedError, UnreadableError, WrongPassphraseError
from workbook.store.header import fresh_header, header_line
from workbook.store.keys import Attempt, Keys, attempt_on, new_keys
from workbook.store.lock import Lock
from workbook.store.notebook import FILE_NAME, LOCK_NAME, Notebook

MakeEntry = Callable[..., Entry]
READ_ONLY = pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])


@pytest.fixture
def sealed(tmp_path: Path, make_entry: MakeEntry) -> tuple[Path, Keys, str]:
    """The folder of a sealed notebook, its keys and its recovery code."""
    keys, code = new_keys("open sesame", quick)
    with Notebook.open(tmp_path) as notebook:
        notebook.save(make_entry("a"))
        notebook.change_keys(keys)
        notebook.save(make_entry("b"))
    return tmp_path, keys, code


def names(notebook: Notebook) -> list[str]:
    return [entry.id for entry in notebook.all_entries()]


def lock_is_free(folder: Path) -> bool:
    Lock.take(folder / LOCK_NAME).release()
    return True


def test_sealed_notebook_opens_and_is_written_with_the_keys(
    sealed: tuple[Path, Keys, str], make_entry: MakeEntry
) -> None:
    folder, keys, _code = sealed
    with Notebook.open(folder, unlock=having(keys)) as notebook:
        assert (names(notebook), notebook.sealed, notebook.notices) == (["a", "b"], True, ())
        notebook.save(make_entry("c"))
    with Notebook.open(folder, unlock=having(keys), read_only=True) as notebook:
        assert (names(notebook), notebook.sealed) == (["a", "b", "c"], True)


@READ_ONLY
def test_wrong_passphrase_may_be_tried_without_limit_and_then_the_right_one_opens(
    sealed: tuple[Path, Keys, str], read_only: bool
) -> None:
    folder, _keys, _code = sealed
    attempt = quick_attempt(folder / FILE_NAME)
    tried = 0

    def ask(_attempt: Attempt) -> Keys:
        nonlocal tried
        for tried in range(1, 21):
            with pytest.raises(WrongPassphraseError):
                attempt(f"guess {tried}")
        return attempt("open sesame")

    before = Left.of(folder)
    with Notebook.open(folder, unlock=ask, read_only=read_only) as notebook:
        assert names(notebook) == ["a", "b"]
    assert tried == 20
    assert Left.of(folder) == before


def test_attempt_that_is_handed_out_fits_the_file(
    sealed: tuple[Path, Keys, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("opening", "vault"):
        monkeypatch.setattr(f"workbook.store.{module}.attempt_on", partial(attempt_on, stretch=quick))
    folder, keys, code = sealed

    for secret in ("open sesame", code):

        def ask(attempt: Attempt, secret: str = secret) -> Keys:
            return attempt(secret)

        with Notebook.open(folder, unlock=ask) as notebook:
            assert names(notebook) == ["a", "b"]
            assert notebook.opens_with("open sesame")
            assert notebook.opens_with(code)
            assert not notebook.opens_with("something else")
            changed = quick_keys("another")
            notebook.change_keys(changed).wait()
            assert notebook.opens_with("another")
            assert not notebook.opens_with("open sesame")
            notebook.change_keys(None).wait()
            assert not notebook.opens_with("another")
            notebook.change_keys(keys).wait()


@READ_ONLY
def test_sealed_notebook_without_anyone_to_ask_is_locked_and_left_alone(
    sealed: tuple[Path, Keys, str], read_only: bool
) -> None:
    folder = sealed[0]
    before = Left.of(folder)
    with pytest.raises(LockedError, match="has a passphrase") as raised:
        Notebook.open(folder, read_only=read_only)
    assert raised.value.exit_code == 3
    assert Left.of(folder) == before
    assert lock_is_free(folder)


@READ_ONLY
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, WrongPassphraseError("wrong"), ZeroDivisionError])
def test_whatever_asking_raises_leaves_everything_untouched_and_lets_the_lock_go(
    sealed: tuple[Path, Keys, str], read_only: bool, error: BaseException | type[BaseException]
) -> None:
    folder, keys, _code = sealed
    path = folder / FILE_NAME
    # Even a damaged end and a leftover stay as they are until somebody may read the notebook.
    path.write_bytes(path.read_bytes()[:-1])
    (folder / f"{FILE_NAME}.new").write_bytes(b"half")
    before = Left.of(folder)

    def ask(_attempt: Attempt) -> Keys:
        with pytest.raises(InUseError):
            Lock.take(folder / LOCK_NAME)
        raise error

    with pytest.raises(error if isinstance(error, type) else type(error)):
        Notebook.open(folder, unlock=ask, read_only=read_only)
    assert Left.of(folder) == before
    assert lock_is_free(folder)
    with Notebook.open(folder, unlock=having(keys)) as notebook:
        assert names(notebook) == ["a"]


def test_nobody_is_asked_for_a_notebook_without_a_passphrase(tmp_path: Path, make_entry: MakeEntry) -> None:
    def ask(_attempt: Attempt) -> Keys:
        pytest.fail("asked")

    for _time in range(2):
        with Notebook.open(tmp_path, unlock=ask) as notebook:
            assert not notebook.sealed
            assert not notebook.opens_with("")
            notebook.save(make_entry("a"))


def test_nobody_is_asked_while_another_window_has_it(sealed: tuple[Path, Keys, str]) -> None:
    def ask(_attempt: Attempt) -> Keys:
        pytest.fail("asked")

    folder, keys, _code = sealed
    with Notebook.open(folder, unlock=having(keys)), pytest.raises(InUseError):
        Notebook.open(folder, unlock=ask)


def test_keys_of_another_notebook_do_not_make_it_look_empty(sealed: tuple[Path, Keys, str]) -> None:
    folder = sealed[0]
    before = Left.of(folder)
    notebook = Notebook.open(folder, unlock=having(quick_keys()))
    assert notebook.damaged
    notebook.close()
    assert Left.of(folder) == before


@READ_ONLY
@pytest.mark.parametrize("emptied", [True, False], ids=["empty", "missing"])
def test_file_that_is_gone_while_an_older_one_is_there_is_not_begun_anew(
    tmp_path: Path, make_entry: MakeEntry, emptied: bool, read_only: bool
) -> None:
    folder = tmp_path / "my notes"
    for name in "ab":
        with Notebook.open(folder) as notebook:
            notebook.save(make_entry(name))
    (older,) = folder.glob("*.older-*")
    (folder / FILE_NAME).unlink()
    if emptied:
        (folder / FILE_NAME).touch()
    before = Left.of(folder)
    with pytest.raises(DamagedError) as raised:
        Notebook.open(folder, read_only=read_only)
    assert raised.value.message == f"{folder / FILE_NAME} {'is empty' if emptied else 'is not there any more'}."
    assert f"workbook --data-dir '{older.parent}' restore '{older}'" in raised.value.remedy
    assert Notebook.exists(folder)
    assert Left.of(folder) == before
    assert lock_is_free(folder)
    # Which is what the way back amounts to.
    shutil.copy(older, folder / FILE_NAME)
    with Notebook.open(folder) as notebook:
        assert names(notebook) == ["a", "b"]


def test_damaged_beginning_names_the_older_file(tmp_path: Path, make_entry: MakeEntry) -> None:
    for name in "ab":
        with Notebook.open(tmp_path) as notebook:
            notebook.save(make_entry(name))
    (older,) = tmp_path.glob("*.older-*")
    path = tmp_path / FILE_NAME
    path.write_bytes(b"x" + path.read_bytes())
    with pytest.raises(DamagedError, match=f"Nothing was changed.*workbook --data-dir {older.parent} restore {older}"):
        Notebook.open(tmp_path)


@READ_ONLY
@pytest.mark.parametrize(
    "members",
    [
        {"seal": "aes-256-gcm"},
        {"seal": "aes-256-gcm", "id": "00", "kdf": {}, "keys": {}},
        {"seal": "aes-256-gcm", "id": "00", "kdf": [], "keys": None},
        {"seal": "later", "id": "00"},
        {"seal": None},
        {},
    ],
)
def test_lock_that_this_program_does_not_know_is_told_and_nobody_is_asked(
    tmp_path: Path, members: dict[str, object], read_only: bool
) -> None:
    def ask(_attempt: Attempt) -> Keys:
        pytest.fail("asked")

    line = header_line(members)  # type: ignore[arg-type]
    (tmp_path / FILE_NAME).write_bytes(line)
    with pytest.raises(UnreadableError, match=r"locked in a way that this program does not know.*update the program"):
        Notebook.open(tmp_path, unlock=ask, read_only=read_only)
    assert (tmp_path / FILE_NAME).read_bytes() == line


@pytest.mark.parametrize("file_id", [None, 7, "\ud800"])
def test_sealed_file_whose_name_makes_no_sense_is_refused_even_with_its_keys(tmp_path: Path, file_id: object) -> None:
    keys = quick_keys()
    members = {**fresh_header(keys).members, "id": file_id}
    (tmp_path / FILE_NAME).write_bytes(header_line(members))  # type: ignore[arg-type]
    with pytest.raises(UnreadableError):
        Notebook.open(tmp_path, unlock=having(keys))


def test_passphrase_is_asked_for_only_once_it_is_known_that_the_file_can_be_used(tmp_path: Path) -> None:
    def ask(_attempt: Attempt) -> Keys:
        pytest.fail("asked")

    keys = quick_keys()
    line = header_line(fresh_header(keys).members, version=2, oldest=1)
    (tmp_path / FILE_NAME).write_bytes(line)
    with pytest.raises(UnreadableError, match="newer version"):
        Notebook.open(tmp_path, unlock=ask)
    with Notebook.open(tmp_path, unlock=having(keys), read_only=True) as notebook:
        assert "newer version" in notebook.notices[0]


def unlistable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that this user may not look into."""

    def refuse(_folder: object) -> list[str]:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("os.listdir", refuse)


def test_folder_that_cannot_be_looked_into_is_told_and_nothing_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, pytest.raises(UnreadableError, match="this user is not allowed to"):
        unlistable(patched)
        assert Notebook.exists(tmp_path)
        Notebook.open(tmp_path)
    assert {each.name for each in tmp_path.iterdir()} == {LOCK_NAME}


def test_folder_that_cannot_be_looked_into_hides_nothing_that_was_read(
    tmp_path: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Notebook.open(tmp_path) as notebook:
        for name in "abc":
            notebook.save(make_entry(name, f"words of {name}"))
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b"words of b", b"words of x"))
    unlistable(monkeypatch)
    with Notebook.open(tmp_path) as notebook:
        assert names(notebook) == ["a"]
        assert "damaged after save number 1" in notebook.notices[0]
