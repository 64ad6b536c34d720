"""The form of ids, and the namespace that pages, questions and rules of a file share."""

import re
import unicodedata

from workbook.authoring.report import Report, quoted

ID_FORM = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""Small letters, digits and single hyphens, as a pattern."""

_ID = re.compile(ID_FORM)
_LONGEST = 60
_SLUG_WORDS = 4


def is_id(text: str) -> bool:
    """Whether the text, without its `#`, can be an id."""
    return len(text) <= _LONGEST and _ID.fullmatch(text) is not None


def slug(words: str, fallback: str) -> str:
    """An id made of words; `fallback` where their script gives none."""
    plain = unicodedata.normalize("NFKD", words[:200]).encode("ascii", "ignore").decode()
    found = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    return "-".join(found[:_SLUG_WORDS])[:_LONGEST].strip("-") or fallback


def check_id(text: str, line: int, report: Report) -> str | None:
    """The id, given without its `#`; None, with a problem, if it has a bad form."""
    if is_id(text):
        return text
    remedy = f"Write `#{slug(text, 'page-1')}`." if text else "Write a word behind the `#`."
    what = quoted(f"#{text}")
    report.error(line, "bad-id", f"{what} is no id: ids are small letters, digits and single hyphens. {remedy}")
    return None


class Namespace:
    """Ids that have to differ from each other."""

    def __init__(self, report: Report, what: str) -> None:
        self._report = report
        self._what = what
        self._lines: dict[str, int] = {}

    def claim(self, name: str, line: int) -> None:
        """Take an id; a problem if it is taken already."""
        if name not in self._lines:
            self._lines[name] = line
            return
        first = self._lines[name]
        self._report.error(
            line, "duplicate-id", f"`#{name}` is taken already, on line {first}. {self._what} needs an id of its own."
        )
