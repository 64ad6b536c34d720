"""Conditions and references, read from the words of a marker."""

import re

from workbook.authoring.ids import ID_FORM, is_id
from workbook.authoring.report import did_you_mean, quoted
from workbook.model.condition import Condition, Op, Ref
from workbook.model.errors import WorkbookError

REF_FORM = rf"(?:{ID_FORM}\.md)?#{ID_FORM}(?:\.{ID_FORM})?"
"""A reference, as a pattern without groups."""

_REF = re.compile(rf"(?:(?P<exercise>{ID_FORM})\.md)?#(?P<question>{ID_FORM})(?:\.(?P<field>{ID_FORM}))?")
_COMPARISONS = (Op.IS_NOT_ANSWERED, Op.IS_ANSWERED, Op.IS_NOT, Op.INCLUDES, Op.AT_LEAST, Op.AT_MOST, Op.IS)
_TIME = re.compile(r"(?:^| )(?:(?P<ever>ever)|within (?P<weeks>[0-9]{1,4}) weeks?)$")
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_LONGEST_REF = 200


class ConditionError(WorkbookError):
    """The words of a condition cannot be read."""


def parse_ref(text: str) -> Ref | None:
    """The reference that the text is, or None."""
    match = _REF.fullmatch(text) if len(text) <= _LONGEST_REF else None
    return Ref(match["exercise"], match["question"], match["field"]) if match else None


def parse_condition(text: str, line: int = 0) -> Condition:
    """One comparison. Raises ConditionError with what to write instead."""
    words = " ".join(text.split())
    if not words:
        raise ConditionError("A condition is missing here.", "Write one such as `#id is yes`.")
    negated = words.startswith("not ")
    name, _, rest = words.removeprefix("not ").partition(" ")
    ref = parse_ref(name)
    if ref is None:
        raise ConditionError(
            f"The condition {quoted(words)} does not begin with a reference.",
            "Write `#id`, `#records.field`, `file.md#id` or `file.md#records.field` first.",
        )
    weeks, ever = None, False
    if time := _TIME.search(rest):
        weeks = int(time["weeks"]) if time["weeks"] else None
        ever = bool(time["ever"])
        rest = rest[: time.start()].rstrip()
    if not rest:
        return Condition(ref, Op.HOLDS_NOT if negated else Op.HOLDS, (), weeks, ever, line)
    if negated:
        raise ConditionError(
            f"The condition {quoted(words)} cannot be read: `not` stands before the name of a rule and nothing else.",
            f"Write `not {ref}`, or `{ref} is not ...`.",
        )
    op, values = _comparison(ref, rest)
    return Condition(ref, op, values, weeks, ever, line)


def _comparison(ref: Ref, rest: str) -> tuple[Op, tuple[str, ...]]:
    op = next((op for op in _COMPARISONS if rest == op or rest.startswith(f"{op} ")), None)
    if op is None:
        raise ConditionError(
            f"The condition `{ref} ...` goes on with {quoted(rest)}, which says nothing.{_meant(rest)}",
            "Write `is`, `is not`, `includes`, `at least`, `at most`, `is answered` or `is not answered`.",
        )
    given = rest[len(op) :].strip()
    if op in (Op.IS_ANSWERED, Op.IS_NOT_ANSWERED):
        if given:
            raise ConditionError(f"Nothing stands behind `{op}`, but here it is {quoted(given)}.", _ONE_EACH)
        return op, ()
    values = tuple(value.strip() for value in given.split(","))
    if op in (Op.AT_LEAST, Op.AT_MOST):
        if not _NUMBER.fullmatch(given):
            raise ConditionError(f"`{op}` needs one whole number, not {quoted(given)}.", f"Write `{ref} {op} 3`.")
        return op, values
    for value in values:
        if not is_id(value) and not _NUMBER.fullmatch(value):
            raise ConditionError(_strange(op, value), _ONE_EACH if " " in value else f"Write `{ref} {op} yes`.")
    return op, values


_ONE_EACH = "Part two values with a comma; two conditions each need a `when:` of their own."


def _strange(op: Op, value: str) -> str:
    if not value:
        return f"A value is missing behind `{op}`."
    bare = value.strip("#\"'`“”\u2018\u2019")
    hint = f" Did you mean `{bare}`?" if bare != value and is_id(bare) else ""
    return f"{quoted(value)} behind `{op}` is no option's id.{hint}"


def _meant(rest: str) -> str:
    words = rest.split(" ")
    for count in (3, 2, 1):
        if hint := did_you_mean(" ".join(words[:count]), _COMPARISONS):
            return hint
    return ""
