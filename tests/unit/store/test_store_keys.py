import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.store.sealing import quick
from workbook.model.codec import Json
from workbook.model.errors import UnreadableError, UsageError, WorkbookError, WrongPassphraseError
from workbook.model.secret import as_secret
from workbook.store.keys import Keys, attempt_on, new_keys
from workbook.store.stretching import LEAST_MEMORY, Cost

Members = dict[str, dict[str, Json]]


@pytest.fixture(scope="module")
def made() -> tuple[Keys, str]:
    return new_keys("open sesame", quick)


def members_of(keys: Keys) -> Members:
    """What the header holds, to be changed."""
    members: Members = {}
    for name, part in keys.members.items():
        assert isinstance(part, dict)
        members[name] = dict(part)
    return members


def test_passphrase_opens(made: tuple[Keys, str]) -> None:
    keys, _code = made
    assert attempt_on(keys.members, "notes.wb", quick)("open sesame") == keys


WRITINGS: dict[str, Callable[[str], str]] = {
    "as shown": str,
    "lower case": str.lower,
    "without hyphens": lambda code: code.replace("-", ""),
    "with spaces": lambda code: f"  {code.replace('-', '  ')}\n",
    "O for 0": lambda code: code.replace("0", "O"),
    "o for 0": lambda code: code.replace("0", "o"),
    "I for 1": lambda code: code.replace("1", "I"),
    "l for 1": lambda code: code.replace("1", "l"),
}


@pytest.mark.parametrize("writing", WRITINGS.values(), ids=WRITINGS)
def test_recovery_code_opens_in_any_writing(writing: Callable[[str], str]) -> None:
    # Some codes have no 0 or 1 in them, so a few are tried.
    for _time in range(10):
        keys, code = new_keys("open sesame", quick)
        assert attempt_on(keys.members, "notes.wb", quick)(writing(code)) == keys


@pytest.mark.parametrize("wrong", ["Open sesame", "open  sesame", "", "0000-0000-0000-0000-0000-0000-0000", "\ud800"])
def test_anything_else_is_told_and_may_be_tried_again(made: tuple[Keys, str], wrong: str) -> None:
    keys, _code = made
    attempt = attempt_on(keys.members, "notes.wb", quick)
    for _time in range(3):
        with pytest.raises(WrongPassphraseError):
            attempt(wrong)
    assert attempt("open sesame") == keys


def test_slip_in_the_recovery_code_is_told_apart_from_a_wrong_passphrase(made: tuple[Keys, str]) -> None:
    keys, code = made
    attempt = attempt_on(keys.members, "notes.wb", quick)
    slips = [code[:-1] + letter for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if letter != code[-1]]
    for slip in slips:
        with pytest.raises(WrongPassphraseError, match="looks like the recovery code, but one of its letters"):
            attempt(slip)
    with pytest.raises(WrongPassphraseError, match="Nothing is lost"):
        attempt("something else")


def test_code_of_another_notebook_does_not_open(made: tuple[Keys, str]) -> None:
    _keys, other = new_keys("open sesame", quick)
    with pytest.raises(WrongPassphraseError):
        attempt_on(made[0].members, "notes.wb", quick)(other)


@pytest.mark.parametrize(
    "passphrase",
    ["abcd efgh jkmn pqrs tvwx yz01 2345", "0" * 28, new_keys("x", quick)[1]],
    ids=["slip", "zeros", "code"],
)
def test_passphrase_that_only_looks_like_a_recovery_code_opens(passphrase: str) -> None:
    keys, _code = new_keys(passphrase, quick)
    assert attempt_on(keys.members, "notes.wb", quick)(passphrase) == keys


@pytest.mark.parametrize("nothing", ["", "  \n", "\u00a0", "\0"])
def test_passphrase_of_nothing_is_refused(nothing: str) -> None:
    with pytest.raises(UsageError, match="nothing in this passphrase"):
        new_keys(nothing, quick)


@given(st.text(max_size=20).filter(as_secret))
def test_any_passphrase_opens_however_its_letters_are_composed(passphrase: str) -> None:
    keys, _code = new_keys(passphrase, quick)
    attempt = attempt_on(keys.members, "notes.wb", quick)
    for form in ("NFC", "NFD"):
        assert attempt(unicodedata.normalize(form, passphrase)) == keys


def test_passphrase_from_a_keyboard_that_sends_accents_apart_opens() -> None:
    keys, _code = new_keys("caf\u00e9", quick)
    assert attempt_on(keys.members, "notes.wb", quick)("cafe\u0301") == keys


@pytest.mark.parametrize(
    ("typed", "stretched"),
    [
        ("open sesame", b"open sesame"),
        (" open sesame\r\n", b"open sesame"),
        ("open\tsesame", b"open sesame"),
        ("open  sesame", b"open  sesame"),
        ("\u202eopen\x1b\u200e sesame\0", b"open sesame"),
        ("cafe\u0301", b"caf\xc3\xa9"),
        ("\ufb01 \u212b \u1e9b\u0323", b"\xef\xac\x81 \xc3\x85 \xe1\xba\x9b\xcc\xa3"),
        ("\U0001f469\u200d\U0001f467", b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"),
        ("\u00a0x\u3000", b"x"),
        ("half \ud800", b"half"),
    ],
)
def test_what_is_made_of_a_passphrase_never_changes(typed: str, stretched: bytes) -> None:
    # Whatever is changed about this locks people out for ever who chose such a passphrase before.
    asked: list[bytes] = []

    def stretch(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
        asked.append(passphrase)
        return quick(passphrase, salt, cost)

    new_keys(typed, stretch)
    assert asked == [stretched]


def test_no_two_notebooks_share_a_key_a_salt_or_a_code() -> None:
    made = [new_keys("open sesame", quick) for _time in range(20)]
    assert len({keys.data for keys, _code in made}) == 20
    assert len({code for _keys, code in made}) == 20
    assert len({members_of(keys)["kdf"]["salt"] for keys, _code in made}) == 20


def test_every_file_has_a_key_of_its_own(made: tuple[Keys, str]) -> None:
    keys, _code = made
    assert keys.of_file(b"one") != keys.of_file(b"two")
    assert keys.of_file(b"one") == keys.of_file(b"one")
    assert keys.data not in (keys.of_file(b"one"), keys.of_file(b""))


@pytest.mark.parametrize(("name", "value"), [("memory", 64 * 1024), ("passes", 1), ("lanes", 1), ("later", 0)])
def test_parameters_that_were_changed_in_the_file_do_not_open(made: tuple[Keys, str], name: str, value: int) -> None:
    keys, code = made
    members = members_of(keys)
    members["kdf"][name] = value

    def weak(passphrase: bytes, salt: bytes, _cost: Cost) -> bytes:
        # Even where the key that comes out is the same.
        return quick(passphrase, salt, Cost())

    for secret in ("open sesame", code):
        with pytest.raises(WrongPassphraseError):
            attempt_on(members, "notes.wb", weak)(secret)


def test_wrapped_keys_do_not_open_in_each_others_place(made: tuple[Keys, str]) -> None:
    keys, code = made
    members = members_of(keys)
    wrapped = members["keys"]
    members["keys"] = {"passphrase": wrapped["recovery"], "recovery": wrapped["passphrase"]}
    for secret in ("open sesame", code):
        with pytest.raises(WrongPassphraseError):
            attempt_on(members, "notes.wb", quick)(secret)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("kdf", "memory", 1024 * 1024 + 1),
        ("kdf", "memory", 31),
        ("kdf", "memory", "much"),
        ("kdf", "memory", True),
        ("kdf", "memory", None),
        ("kdf", "passes", 17),
        ("kdf", "passes", 0),
        ("kdf", "lanes", 65),
        ("kdf", "lanes", 0),
        ("kdf", "lanes", -4),
        ("kdf", "salt", "00"),
        ("kdf", "salt", "no salt"),
        ("kdf", "salt", None),
        ("kdf", "name", "scrypt"),
        ("keys", "passphrase", "xyz"),
        ("keys", "passphrase", None),
        ("keys", "recovery", 7),
    ],
)
def test_keys_that_ask_for_too_much_or_make_no_sense_are_refused_before_anything_is_spent(
    made: tuple[Keys, str], part: str, name: str, value: Json
) -> None:
    members = members_of(made[0])
    members[part][name] = value
    with pytest.raises(
        UnreadableError, match=r"notes\.wb is locked in a way that this program does not know\. Nothing"
    ):
        attempt_on(members, "notes.wb", quick)


@pytest.mark.parametrize("short", ["", "00", "00" * 12, "00" * 27])
def test_wrapped_key_that_was_cut_short_does_not_open(made: tuple[Keys, str], short: str) -> None:
    members = members_of(made[0])
    members["keys"]["passphrase"] = members["keys"]["recovery"] = short
    for secret in ("open sesame", made[1]):
        with pytest.raises(WrongPassphraseError):
            attempt_on(members, "notes.wb", quick)(secret)


def test_where_memory_is_short_keys_cost_half_of_it_but_never_too_little() -> None:
    for there in (256, 200, 128, 100, 64):
        asked: list[int] = []

        def stretch(passphrase: bytes, salt: bytes, cost: Cost, there: int = there, asked: list[int] = asked) -> bytes:
            asked.append(cost.memory)
            if cost.memory > there * 1024:
                raise MemoryError
            return quick(passphrase, salt, cost)

        keys, _code = new_keys("open sesame", stretch)
        assert members_of(keys)["kdf"]["memory"] == asked[-1] == max(each for each in asked if each <= there * 1024)
        assert attempt_on(keys.members, "notes.wb", stretch)("open sesame") == keys
        assert min(asked) >= LEAST_MEMORY


def test_too_little_memory_for_a_passphrase_is_told_and_no_weaker_key_is_made() -> None:
    asked: list[int] = []

    def stretch(_passphrase: bytes, _salt: bytes, cost: Cost) -> bytes:
        asked.append(cost.memory)
        raise MemoryError

    with pytest.raises(WorkbookError, match=r"needs 64 MB of free memory.*close other programs") as raised:
        new_keys("open sesame", stretch)
    assert not isinstance(raised.value, WrongPassphraseError)
    assert min(asked) == LEAST_MEMORY


def test_too_little_memory_for_opening_is_no_wrong_passphrase(made: tuple[Keys, str]) -> None:
    def stretch(_passphrase: bytes, _salt: bytes, _cost: Cost) -> bytes:
        raise MemoryError

    keys, code = made
    attempt = attempt_on(keys.members, "notes.wb", stretch)
    with pytest.raises(WorkbookError, match="needs 256 MB of free memory") as raised:
        attempt("open sesame")
    assert not isinstance(raised.value, WrongPassphraseError)
    assert attempt(code) == keys


def test_nothing_of_the_keys_is_shown(made: tuple[Keys, str]) -> None:
    keys, code = made
    with pytest.raises(WrongPassphraseError) as raised:
        attempt_on(keys.members, "notes.wb", quick)("a wrong passphrase")
    shown = f"{keys!r} {keys} {[keys]} {raised.value!r} {raised.value}"
    kept = [part for member in members_of(keys).values() for part in member.values() if isinstance(part, str)]
    for secret in ("open sesame", "a wrong passphrase", code, keys.data.hex(), repr(keys.data)[2:-1], *kept):
        assert secret not in shown
