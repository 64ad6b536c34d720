"""The rule of a `watch:` marker: a default aim about numbers."""

import re

from workbook.authoring.conditions import REF_FORM, ConditionError, parse_ref
from workbook.authoring.report import quoted
from workbook.model.condition import Ref
from workbook.model.exercise import Passage, Watch

_NUMBER = "[0-9]{1,6}"
_WEEKS = rf"(?: within (?P<weeks>{_NUMBER}) weeks?)"
_FORMS = (
    re.compile(rf"(?P<subject>{REF_FORM}) (?P<verb>falls by) (?P<amount>{_NUMBER})(?P<percent>%)?{_WEEKS}"),
    re.compile(
        rf"(?P<subject>{REF_FORM}) (?P<verb>at least) (?P<amount>{_NUMBER}) in (?P<per>{_NUMBER})"
        rf" of (?P<whole>{REF_FORM}){_WEEKS}?"
    ),
    re.compile(
        rf"(?P<subject>{REF_FORM}) (?P<verb>at least) (?P<amount>{_NUMBER})(?P<percent>%)"
        rf" of (?P<whole>{REF_FORM}){_WEEKS}?"
    ),
    re.compile(rf"(?P<subject>{REF_FORM}) (?P<verb>within) (?P<amount>{_NUMBER}) hours? of (?P<whole>{REF_FORM})"),
)
_LONGEST = 400


def parse_aim(text: str, watch_id: str, passage: Passage | None, line: int) -> Watch:
    """The aim that the words of a `watch:` marker set. Raises ConditionError."""
    words = " ".join(text.split())
    match = (
        next((found for form in _FORMS if (found := form.fullmatch(words))), None) if len(words) < _LONGEST else None
    )
    if match is None:
        raise ConditionError(
            f"The aim {quoted(words)} cannot be read.",
            "Write `#id falls by 50% within 8 weeks`, `#id at least 3 in 4 of #other`, "
            "`#id at least 75% of #other within 12 weeks` or `#id within 72 hours of #date`.",
        )
    said = match.groupdict()
    amount = int(said["amount"])
    hours = said["verb"] == "within"
    weeks = int(said["weeks"]) if said.get("weeks") else None
    return Watch(
        id=watch_id,
        subject=_ref(said["subject"]),
        verb=said["verb"],
        amount=amount,
        percent=bool(said.get("percent")),
        per=int(said["per"]) if said.get("per") else None,
        whole=_ref(said["whole"]) if said.get("whole") else None,
        within=amount if hours else weeks,
        unit="hours" if hours else "weeks" if weeks is not None else None,
        passage=passage,
        line=line,
    )


def _ref(text: str) -> Ref:
    ref = parse_ref(text)
    assert ref is not None
    return ref
