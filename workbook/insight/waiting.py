"""What the reader may be asked of a boundary, and where their answer goes. Each can be left; none comes back then."""

from dataclasses import dataclass, replace
from gettext import gettext as _
from typing import Literal

from workbook.guide.changes import answer_to
from workbook.guide.conditions import holds
from workbook.guide.context import Context
from workbook.guide.dating import about_words
from workbook.guide.days import day_words
from workbook.guide.sitting import Sitting
from workbook.insight.day_rows import days_words
from workbook.insight.incidents import EXERCISE, Incident
from workbook.insight.ledger import Kept
from workbook.model.clock import Clock
from workbook.model.condition import Condition, Op, Ref
from workbook.model.ports import Notes, Receipt, Shelf
from workbook.model.values import Dated

_DANGER = (Condition(Ref(None, "danger-named"), Op.HOLDS),)
_SAFETY = "safety"
_ORDERS = ("boundaries", "welcome")
"""Where the reader was asked about an order."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One question to the reader."""

    kept: Kept
    incident: Incident
    """Where the answer belongs."""
    kind: Literal["reached", "over"]
    """Whether to begin what was decided, or whether it was done."""

    @property
    def key(self) -> str:
        """Stands in the settings once the reader left it."""
        return f"asked:{self.kind}:{self.kept.statement.record.id}:{self.incident.entry_id}"


class Asking:
    """Knows what to ask, and takes the answers. Nothing is asked while danger is named: help comes first."""

    def __init__(self, shelf: Shelf, notes: Notes, clock: Clock) -> None:
        self._shelf = shelf
        self._notes = notes
        self._clock = clock

    @property
    def is_danger_named(self) -> bool:
        """Whether the reader named danger."""
        exercise = self._shelf.exercise(_SAFETY)
        entries = self._notes.entries(_SAFETY)
        today = self._clock().date()
        return exercise is not None and holds(
            _DANGER, Context(exercise, entries[-1] if entries else None, self._shelf, self._notes, today)
        )

    def of(self, kept: Kept) -> Waiting | None:
        """What is asked of one boundary now, the number that was reached first."""
        asked = [Waiting(kept, kept.reached.incident, "reached")] if kept.reached else []
        asked += [Waiting(kept, each.incident, "over") for each in kept.over]
        left = self._notes.settings.dismissed
        found = next((each for each in asked if not each.incident.hurt and each.key not in left), None)
        return None if found is None or kept.statement.record.retired or self.is_danger_named else found

    def words(self, waiting: Waiting) -> str:
        """The question."""
        kept, today = waiting.kept, self._clock().date()
        if waiting.kind == "reached" and kept.reached is not None:
            return _(
                "It was crossed on {days}. That is the number that you wrote down. Is what you decided still right, "
                "and safe, for you?"
            ).format(days=days_words(kept.reached.days, today))
        ended = next(each for each in kept.over if each.incident == waiting.incident)
        begun = about_words(ended.begun)
        until = day_words(ended.until) if ended.until else begun
        return _("From {begun} until {until} you meant to do this. Did you?").format(begun=begun, until=until)

    def line(self, waiting: Waiting, title: str) -> str:
        """It in one line; `title` is how the boundary is called."""
        if waiting.kind == "reached" and waiting.kept.reached is not None:
            days = days_words(waiting.kept.reached.days, self._clock().date())
            return _("Crossed on {days}: {title}").format(days=days, title=title)
        return _("Did you do what you had decided? {title}").format(title=title)

    def required_words(self) -> str:
        """That contact goes on which an order requires, or may; empty where there is none."""
        said = [self._said(name, "order") for name in _ORDERS]
        if not any(each in ("yes", "unsure") for each in said):
            return ""
        contact = self._said("boundaries", "required-contact")
        if contact:
            return _("Contact that an order requires goes on: {contact}").format(contact=contact)
        return _("Contact that an order requires goes on.")

    def begin(self, waiting: Waiting) -> Receipt | None:
        """The reader does it from today on."""
        today = self._clock().date()
        return self._sitting(waiting).answer("starts", Dated(day_words(today), today.isoformat()))

    def done(self, waiting: Waiting, answer: str) -> Receipt | None:
        """Whether it was done: `yes`, `part`, `not-this-time` or `not-safe`."""
        return self._sitting(waiting).answer("done", answer)

    def not_now(self, waiting: Waiting) -> Receipt:
        """The reader leaves the question."""
        settings = self._notes.settings
        return self._notes.save_settings(replace(settings, dismissed=(*settings.dismissed, waiting.key)))

    def _sitting(self, waiting: Waiting) -> Sitting:
        return Sitting.open(EXERCISE, self._shelf, self._notes, self._clock, waiting.incident.entry_id)

    def _said(self, exercise_id: str, question_id: str) -> str:
        entries = self._notes.entries(exercise_id)
        exercise = self._shelf.exercise(exercise_id) if entries else None
        question = exercise.question(question_id) if exercise else None
        answer = answer_to(question, entries[-1], exercise, self._shelf) if question and exercise else None
        value = answer.value if answer and not answer.skipped else None
        return value.strip() if isinstance(value, str) else ""
