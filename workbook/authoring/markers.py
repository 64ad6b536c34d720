"""Markers: the one-line comments that hold an exercise's wiring."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbook.authoring.ids import check_id, is_id
from workbook.authoring.report import Report, closest, did_you_mean, listed, quoted
from workbook.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.model.condition import Condition, Ref

ID = "#"
"""The name of a marker that is an id and its flags, and the key of an id's clause."""
AIM = "aim"
"""The key of the rule in a `watch:` marker."""
ABOUT = "about"
"""The flag of the date that says which day an entry is about."""
KIND = "kind"
"""The key of the first word behind `ask:`."""

_OPENER, _CLOSER = "<!--", "-->"


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a marker."""

    key: str
    value: str | None
    """None for a bare flag."""
    line: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A comment, read."""

    name: str
    clauses: tuple[Clause, ...]
    line: int

    def all(self, key: str) -> "Iterator[Clause]":
        """The clauses with this key."""
        return (clause for clause in self.clauses if clause.key == key)

    def first(self, key: str) -> Clause | None:
        """The first clause with this key."""
        return next(self.all(key), None)

    def has(self, flag: str) -> bool:
        """Whether the flag is set."""
        return self.first(flag) is not None


@dataclass(frozen=True, slots=True)
class Form:
    """What a marker may hold beside its id."""

    what: str
    """How a message calls it."""
    keys: frozenset[str] = field(default_factory=frozenset)
    flags: frozenset[str] = field(default_factory=frozenset)


REPEATABLE = frozenset({"when", "any", "all", "after"})
OPTION_FORM = Form("an option", frozenset({"when", "was"}), frozenset({"alone"}))
FIELD_FORM = Form(
    "a field", frozenset({"when", "was", "from"}), frozenset({"required", "date", "number", "long", "choice"})
)
FORMS: "Mapping[str, Form]" = MappingProxyType(
    {
        "exercise": Form(
            "`exercise:`",
            frozenset({"version", "part", "minutes", "after", "repeat", "care", "when", "author"}),
        ),
        "page": Form("`page:`", frozenset({"when"})),
        "plan": Form("`plan`", frozenset({"when", "for"})),
        "show when": Form("`show when:`", frozenset({"when"}), frozenset({"urgent"})),
        "rule": Form("`rule:`", frozenset({"any", "all"})),
        "watch": Form("`watch:`", frozenset({AIM})),
        "ask": Form("`ask:`", frozenset({KIND, "when", "was"}), frozenset({"optional"})),
    }
)
"""Every marker by its name. What else `ask:` may hold is told by the kind."""

_BARE = frozenset({"plan", "page"})
"""Markers that may stand without a colon."""


def split_comments(text: str, line: int) -> "Iterator[tuple[bool, str, int]]":
    """The comments in a text and what is between them: whether it is a comment, its inside, its line."""
    position = 0
    while position < len(text):
        start = text.find(_OPENER, position)
        end = text.find(_CLOSER, start + len(_OPENER)) if start >= 0 else -1
        if end < 0:
            start = end = len(text)
        if text[position:start].strip():
            yield False, text[position:start], line
        line += text.count("\n", position, start)
        if start < len(text):
            yield True, text[start + len(_OPENER) : end], line
            line += text.count("\n", start, end)
        position = end + len(_CLOSER)


def read_marker(inside: str, line: int, report: Report) -> Marker | None:
    """The marker in a comment; None, with a problem, if it is none."""
    parts = [
        (part.strip(), line + offset)
        for offset, written in enumerate(inside.split("\n"))
        for part in written.split(";")
        if part.strip()
    ]
    if not parts:
        report.error(line, "unknown-marker", "This comment is empty. Take it out.")
        return None
    head, at = parts[0]
    if head.startswith(ID):
        return Marker(ID, tuple(_clause(part, where, ID) for part, where in parts), at)
    name, rest = _name(head, at, report)
    if name is None:
        return None
    clauses = [*_opening(name, rest, at), *(_clause(part, where, name) for part, where in parts[1:])]
    return Marker(name, tuple(clauses), at)


def _name(head: str, line: int, report: Report) -> tuple[str | None, str]:
    before, colon, rest = head.partition(":")
    name = " ".join(before.split())
    if name in FORMS and (colon or name in _BARE):
        return name, rest.strip()
    missing = next((known for known in FORMS if head.startswith(f"{known} ") or head == known), None)
    if missing is not None:
        end = ";" if missing == "plan" else ":"
        report.error(line, "unknown-marker", f"Write `{missing}{end} ...`: the `{end}` is missing.")
        return missing, head[len(missing) :].strip()
    near = closest(name, FORMS)
    known = ", ".join(f"`{each}`" if each == "plan" else f"`{each}:`" for each in FORMS)
    hint = f" Did you mean `{near}:`?" if near else f" The markers are {known} and `#id`; words for people go outside."
    report.error(line, "unknown-marker", f"{quoted(name)} is no marker.{hint}")
    return near, rest.strip()


def _opening(name: str, rest: str, line: int) -> "Sequence[Clause]":
    if name == "show when":
        return (Clause("when", rest, line),)
    if name == "ask":
        kind, _, more = rest.partition(" ")
        if kind.startswith(ID):
            kind, more = "", rest
        return (Clause(KIND, kind, line), *((_clause(more.strip(), line, name),) if more.strip() else ()))
    return (_clause(rest, line, name),) if rest else ()


def _clause(part: str, line: int, marker: str) -> Clause:
    if marker == "watch" and (" " in part or ".md#" in part):
        return Clause(AIM, part, line)
    if part.startswith(ID):
        return Clause(ID, part[1:], line)
    key, colon, value = part.partition(":")
    return Clause(" ".join(key.split()), value.strip() if colon else None, line)


def check_clauses(marker: Marker, form: Form, report: Report) -> None:
    """Report every clause that the marker cannot hold."""
    seen: set[str] = set()
    for clause in marker.clauses:
        key, line = clause.key, clause.line
        if key in seen and key not in REPEATABLE:
            what = "Two ids stand" if key == ID else f"`{key}` stands twice"
            report.error(line, "duplicate-key", f"{what} in one marker. Keep one.")
        seen.add(key)
        if key == ID:
            continue
        if key in form.keys and clause.value is None:
            report.error(line, "unknown-flag", f"`{key}` needs a value. Write `{key}: ...`.")
        elif key in form.flags and clause.value is not None:
            report.error(line, "unknown-key", f"`{key}` stands alone. Write `{key}`, without a colon.")
        elif key not in form.keys | form.flags:
            _report_unknown(clause, form, report)


def _report_unknown(clause: Clause, form: Form, report: Report) -> None:
    what, code = ("flag", "unknown-flag") if clause.value is None else ("key", "unknown-key")
    can = [*(f"{key}:" for key in sorted(form.keys - {KIND, AIM})), *sorted(form.flags)]
    hint = did_you_mean(clause.key, form.flags if clause.value is None else form.keys)
    if not hint:
        hint = f" It takes `#id`, {listed(can)}." if can else " It takes only `#id`."
    report.error(clause.line, code, f"{quoted(clause.key)} is no {what} of {form.what}.{hint}")


def ask_form(kind: str) -> Form:
    """What `ask:` may hold for a kind."""
    base = FORMS["ask"]
    return Form(f"`ask: {kind}`", base.keys | KINDS[kind].keys, base.flags | ({ABOUT} if kind == "date" else set()))


def read_id(marker: Marker, report: Report) -> str | None:
    """The marker's id; None without one, and with a problem if it has a bad form."""
    clause = marker.first(ID)
    if clause is None:
        return None
    first, _, rest = (clause.value or "").partition(" ")
    if rest and is_id(first):
        report.error(clause.line, "bad-id", f"Part the id from what follows: write `#{first}; {rest.strip()}`.")
        return first
    return check_id(clause.value or "", clause.line, report)


def read_was(marker: Marker, report: Report) -> str | None:
    """The id of `was: #old`."""
    clause = marker.first("was")
    if clause is None or clause.value is None:
        return None
    if not clause.value.startswith(ID):
        report.error(clause.line, "bad-value", f"Write `was: #old-id`, not {quoted(clause.value)}.")
        return None
    return check_id(clause.value[1:], clause.line, report)


def read_conditions(marker: Marker, report: Report, key: str = "when") -> tuple["Condition", ...]:
    """The conditions of a marker's clauses; those that cannot be read are reported and left out."""
    if not marker.has(key):
        return ()
    # Few heads have one, and a start should not wait for what reads it.
    from workbook.authoring.conditions import ConditionError, parse_condition

    found = []
    for clause in marker.all(key):
        try:
            found.append(parse_condition(clause.value or "", clause.line))
        except ConditionError as error:
            report.error(clause.line, "bad-condition", str(error))
    return tuple(found)


def read_ref(marker: Marker, key: str, report: Report) -> "Ref | None":
    """The reference of `from:` or `for each:`."""
    clause = marker.first(key)
    if clause is None or clause.value is None:
        return None
    from workbook.authoring.conditions import parse_ref

    ref = parse_ref(clause.value)
    if ref is None:
        report.error(
            clause.line,
            "bad-reference",
            f"{quoted(clause.value)} is no reference. "
            "Write `#id`, `#records.field`, `file.md#id` or `file.md#records.field`.",
        )
    return ref
