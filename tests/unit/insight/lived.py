"""A life with the shipped exercises, written down as a reader writes it, and kept in memory."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from tests.unit.guide.guide_world import World, ticked
from workbook.authoring.library import Library
from workbook.guide.holding import records_in
from workbook.guide.sitting import Sitting
from workbook.guide.statements import Statement, boundaries
from workbook.model.entry import Entry, Settings
from workbook.model.exercise import Exercise
from workbook.model.head import Head
from workbook.model.ports import Receipt
from workbook.model.values import Dated, FieldValue, Record, Value


@cache
def library(language: str = "en") -> Library:
    return Library(language)


class Life(World):
    """A shelf with the shipped exercises, a keeper, settings and a clock."""

    def __init__(self) -> None:
        super().__init__()
        self.settings = Settings()

    def heads(self) -> Sequence[Head]:
        return library().heads()

    def exercise(self, exercise_id: str) -> Exercise | None:
        return library().exercise(exercise_id)

    def save_settings(self, settings: Settings) -> Receipt:
        self.settings = settings
        return self.save_nothing()

    def answer(self, exercise_id: str, **values: Value) -> None:
        """Answer questions of a living exercise."""
        sitting = self.sit(exercise_id)
        for question, value in values.items():
            sitting.answer(question.replace("_", "-"), value)

    def draw_line(self, record_id: str, **fields: FieldValue) -> None:
        """Write a boundary, or change it."""
        named = {name.replace("_", "-"): held for name, held in fields.items()}
        usual: dict[str, FieldValue] = {"behaviour": f"{record_id} again", "consequence": "I leave"}
        sitting = self.sit("boundaries")
        others = (each for each in records_in(sitting.value("boundaries")) if each.id != record_id)
        sitting.answer("boundaries", (*others, Record(record_id, {**usual, **named})))

    def happened(self, day: date | str, *crossed: str, **values: Value) -> Entry:
        """Note something that happened."""
        sitting = Sitting.open("incident", self, self, self.clock, new_id=self.new_id)
        sitting.start_anew()
        words = Dated(day) if isinstance(day, str) else dated(day)
        answers: dict[str, Value] = {"line": "A line", "when": words, **values}
        if crossed:
            answers["crossed"] = ticked(*crossed)
        for question, value in answers.items():
            sitting.answer(question.replace("_", "-"), value)
        sitting.finish()
        return sitting.entry

    def change(self, entry: Entry, **values: Value | None) -> None:
        """Answer an entry's questions anew."""
        sitting = self.sit("incident", entry.id)
        for question, value in values.items():
            sitting.answer(question.replace("_", "-"), value)

    def statement(self, record_id: str) -> Statement:
        return next(each for each in boundaries(self, self, self.today).kept if each.record.id == record_id)


def dated(day: date) -> Dated:
    return Dated(day.isoformat(), day.isoformat())


def ago(life: Life, days: int) -> date:
    return life.today - timedelta(days=days)
