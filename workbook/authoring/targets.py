"""What a reference points at."""

from dataclasses import dataclass

from workbook.authoring.scope import Scope, Source, suggestion
from workbook.model.condition import Ref, Rule
from workbook.model.exercise import Field, Page, Question


@dataclass(frozen=True, slots=True)
class Target:
    """What was found."""

    home: Source
    found: Question | Rule | Page
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing was found, and what to write instead."""

    code: str
    message: str


def resolve(ref: Ref, source: Source, scope: Scope) -> Target | Unknown | None:
    """What a reference points at; None where its file could not be read well enough to say."""
    home = source
    if ref.exercise is not None:
        other = scope.find(source, ref.exercise)
        if other is None:
            return unknown_file(ref.exercise, source, scope)
        home = other
    exercise = home.exercise
    found = exercise.question(ref.question) or exercise.rule(ref.question) or exercise.page(ref.question)
    if found is None:
        return _unknown_question(ref, home) if home.whole else None
    if ref.field is None:
        return Target(home, found)
    if not isinstance(found, Question) or not found.fields:
        plain = Ref(ref.exercise, ref.question)
        return Unknown("no-fields", f"`{plain}` has no fields; only a records question has. Write `{plain}` alone.")
    field = found.field(ref.field)
    if field is not None:
        return Target(home, found, field)
    if not home.whole:
        return None
    hint = suggestion(ref.field, (each.id for each in found.fields))
    return Unknown("unknown-field", f"`{Ref(ref.exercise, ref.question)}` has no field `{ref.field}`.{hint}")


def unknown_file(exercise_id: str, source: Source, scope: Scope) -> Unknown:
    """There is no such file."""
    hint = suggestion(exercise_id, scope.names(source), after=".md")
    return Unknown(
        "unknown-file", f"There is no `{exercise_id}.md` in this folder or among the shipped exercises.{hint}"
    )


def _unknown_question(ref: Ref, home: Source) -> Unknown:
    exercise = home.exercise
    ids = [question.id for question in exercise.questions]
    ids += [rule.id for page in exercise.pages for rule in page.rules]
    place = f"`{ref.exercise}.md` has" if ref.exercise else "This file has"
    hint = suggestion(ref.question, [*ids, *(page.id for page in exercise.pages)], before="#")
    inside = next((each for each in exercise.questions if each.field(ref.question)), None)
    if inside is not None:
        hint = f" Write `#{inside.id}.{ref.question}` for the field of that name."
    return Unknown("unknown-question", f"{place} no question, rule or page `#{ref.question}`.{hint}")
