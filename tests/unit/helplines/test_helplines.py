import re
from datetime import date
from pathlib import Path

import pytest

from workbook.helplines.helpline import Region
from workbook.helplines.reading import SHIPPED, region_with, regions
from workbook.model.errors import WorkbookError

GOOD = """\
name = "Nowhere"

[[helpline]]
name = "Someone"
for = "Anyone"
hours = "Day and night"
languages = "not given"
phone = "000"
sources = ["https://example.org/"]
checked = 2026-11-21
"""


def test_regions_come_by_name_each_once() -> None:
    names = [region.name for region in regions()]
    assert names == sorted(set(names))
    assert {region.id for region in regions()} == {path.stem for path in SHIPPED.glob("*.toml")}


@pytest.mark.parametrize("region", regions(), ids=lambda region: region.id)
def test_every_helpline_is_complete_and_says_where_it_was_seen(region: Region) -> None:
    for helpline in region.helplines:
        assert helpline.phone
        for number in (helpline.phone, helpline.textphone):
            assert number is None or re.fullmatch(r"[0-9][0-9 -]+[0-9]", number)
        assert helpline.for_whom[0].islower() or helpline.for_whom.startswith("LGBT")
        assert helpline.hours
        assert helpline.languages
        assert helpline.sources
        assert date(2026, 11, 21) <= helpline.checked


def test_region_is_found_by_its_id_and_no_other_file_is() -> None:
    found = region_with("ireland")
    assert found is not None
    assert found.name == "Ireland"
    for strange in (None, "", "atlantis", "../helplines/ireland", "ireland.toml", "*", "Ireland"):
        assert region_with(strange) is None


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('name = "Nowhere"', "", "the file needs “name”"),
        ('for = "Anyone"', "", "helpline 1 needs “for”"),
        ('hours = "Day and night"', 'hours = " "', "helpline 1 needs “hours”"),
        ('hours = "Day and night"', 'hours = "Day\\u202e"', "control characters"),
        ('phone = "000"', "", "needs one of: phone, text, textphone, web"),
        ('phone = "000"', "phone = 0", "needs “phone”, in words"),
        ('phone = "000"', 'phone = "000"\nfax = "1"', "keys that mean nothing: fax"),
        ('phone = "000"', 'web = "https://example.org"', "without its scheme"),
        ('["https://example.org/"]', "[]", "needs “sources”"),
        ('["https://example.org/"]', '["example.org"]', "begins with https://"),
        ("2026-11-21", '"2026-11-21"', "needs “checked”, a day"),
        ("2026-11-21", "2026-11-21T10:00:00", "needs “checked”, a day"),
        ("[[helpline]]", "[[helplines]]", "keys that mean nothing: helplines"),
        ("= 2026-11-21", "2026-11-21", "at line"),
    ],
)
def test_file_with_a_mistake_is_refused_by_its_name(tmp_path: Path, before: str, after: str, words: str) -> None:
    (tmp_path / "nowhere.toml").write_text(GOOD, encoding="utf-8")
    assert region_with("nowhere", tmp_path)
    (tmp_path / "nowhere.toml").write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(WorkbookError) as caught:
        regions(tmp_path)
    assert str(caught.value).startswith("nowhere.toml: ")
    assert words in str(caught.value)


def test_helplines_of_a_region_stand_by_name_each_once(tmp_path: Path) -> None:
    file = tmp_path / "nowhere.toml"
    one = GOOD.partition("[[helpline]]")[2]
    for again in (one, one.replace("Someone", "Another")):
        file.write_text(f"{GOOD}\n[[helpline]]{again}", encoding="utf-8")
        with pytest.raises(WorkbookError, match="once each, by name"):
            regions(tmp_path)


def test_two_regions_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(WorkbookError, match="Nowhere"):
        regions(tmp_path)
