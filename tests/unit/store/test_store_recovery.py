import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.model.errors import WrongPassphraseError
from workbook.store.recovery import new_secret, secret_in, written

SECRETS = st.binary(min_size=16, max_size=16)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(SECRETS)
def test_code_reads_back(secret: bytes) -> None:
    assert secret_in(written(secret)) == secret


@given(SECRETS)
def test_code_is_seven_groups_of_letters_that_are_not_mistaken_on_paper(secret: bytes) -> None:
    assert re.fullmatch(rf"([{LETTERS}]{{4}}-){{6}}[{LETTERS}]{{4}}", written(secret))


@given(SECRETS, st.data())
def test_code_reads_back_in_any_writing(secret: bytes, data: st.DataObject) -> None:
    alike = {"0": "0oO", "1": "1iIlL"}
    typed = ""
    for letter in written(secret):
        if letter == "-":
            typed += data.draw(st.sampled_from(["-", "", " ", "  ", "\t", " - ", "\n"]))
        else:
            typed += data.draw(st.sampled_from(alike.get(letter, letter + letter.lower())))
    assert secret_in(typed) == secret


@given(SECRETS, st.integers(0, 27), st.sampled_from(LETTERS))
def test_changed_letter_never_gives_the_same_secret(secret: bytes, place: int, letter: str) -> None:
    letters = written(secret).replace("-", "")
    changed = letters[:place] + letter + letters[place + 1 :]
    if changed != letters:
        with suppress(WrongPassphraseError):
            assert secret_in(changed) != secret


def test_slips_are_told() -> None:
    # One in 4,096 passes by chance, so not every single one of many can be asked for.
    told = 0
    for _time in range(200):
        letters = written(new_secret()).replace("-", "")
        try:
            secret_in(letters[1] + letters[0] + letters[2:] if letters[0] != letters[1] else "Z" + letters[1:])
        except WrongPassphraseError:
            told += 1
    assert told >= 190


@pytest.mark.parametrize(
    "typed",
    ["", "open sesame", "0" * 27, "0" * 29, "U" * 28, "\u00e9" * 28, "\u0661" * 28, "0" * 14, "ABCD-EFGH"],
)
def test_what_is_no_code_at_all_is_left_to_be_a_passphrase(typed: str) -> None:
    assert secret_in(typed) is None


@given(st.text())
def test_anything_may_be_typed(typed: str) -> None:
    try:
        secret = secret_in(typed)
    except WrongPassphraseError:
        return
    assert secret is None or len(secret) == 16


def test_code_of_known_bits_stays_what_it_is_on_paper() -> None:
    assert written(bytes(range(16))) == "000G-40R4-0M30-E209-185G-R38E-1YZ4"
