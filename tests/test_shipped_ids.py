"""The list of released ids is that of the exercises that are shipped."""

from workbook.authoring.released import brought_up_to_date, list_beside, read_list, write_list
from workbook.authoring.releasing import ORIGINALS, shipped_ids


def test_list_of_released_ids_is_up_to_date() -> None:
    text = list_beside(ORIGINALS).read_text(encoding="utf-8")
    released = read_list(text)
    assert write_list(brought_up_to_date(released, shipped_ids(ORIGINALS))) == text, "run `make released`"
