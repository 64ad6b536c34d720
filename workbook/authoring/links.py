"""Where a link leads: to an earlier answer, to another page or exercise, or out of the workbook."""

import re
from collections.abc import Collection

from workbook.authoring.conditions import parse_ref
from workbook.authoring.ids import ID_FORM
from workbook.authoring.report import Report, quoted
from workbook.model.prose import GoTo, Inline, Link, Recall, plain

_FILE = re.compile(rf"({ID_FORM})\.md")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def make_link(
    address: str, children: tuple[Inline, ...], line: int, pages: Collection[str], report: Report
) -> Link | GoTo | Recall:
    """The inline that a link is. `pages` are the ids of this file's pages."""
    if match := _FILE.fullmatch(address):
        return GoTo(children, match[1])
    if ref := parse_ref(address):
        if ref.exercise is None and ref.field is None and ref.question in pages:
            return GoTo(children, None, ref.question)
        words = " ".join(plain(children).split())
        if not words:
            report.error(
                line, "missing-words", "This link has no words to stand where nothing is answered yet. Add some."
            )
        return Recall(words, ref, line)
    if not _SCHEME.match(address):
        report.error(
            line,
            "bad-link",
            f"The link to {quoted(address)} leads nowhere. "
            "Write `#id`, `#records.field`, `file.md`, `file.md#id`, or a whole address with `https://`.",
        )
    return Link(children, address)
