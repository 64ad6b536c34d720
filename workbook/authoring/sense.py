"""What can be written and never be meant: counts that cannot be met, renames of what is there, hidden urgent advice."""

from collections.abc import Collection, Iterator

from workbook.authoring.comparisons import countable
from workbook.authoring.lookalikes import looks, mixed_word
from workbook.authoring.report import quoted
from workbook.authoring.scope import Scope, Source
from workbook.model.exercise import Exercise, Question
from workbook.model.head import Repeat
from workbook.model.problem import Problem

_SAFETY = "safety"


def check_counts(source: Source) -> Iterator[Problem]:
    """Problems of `at least` and `at most`."""
    for question in source.exercise.questions:
        least, most = question.at_least, question.at_most
        if least is None:
            continue
        if most is not None and least > most:
            message = f"`at least: {least}` is more than `at most: {most}`. Lower it, or raise the other."
            yield source.problem(question.marker_line, "least-over-most", message)
            continue
        room = _room(question)
        if room is not None and source.whole and least > room:
            message = f"`at least: {least}` can never be met: there is room for {room}. Lower it, or add options."
            yield source.problem(question.marker_line, "least-over-options", message)


def check_about(source: Source) -> Iterator[Problem]:
    """Problems of `about`: one day for each entry, and only where there are entries for days."""
    asked = [question for question in source.exercise.questions if question.about]
    for question in asked[1:]:
        message = f"`about` stands already on line {asked[0].marker_line}. An entry is about one day: keep one of them."
        yield source.problem(question.marker_line, "two-abouts", message)
    if asked and source.exercise.head.repeat is Repeat.ONCE:
        message = (
            "`about` says which day an entry is about; here is one entry for good. Leave it out, or add `repeat:`."
        )
        yield source.problem(asked[0].marker_line, "about-once", message)


def _room(question: Question) -> int | None:
    """How many answers there can be at most; None if nothing limits them."""
    if question.offers is not None:
        return None
    if question.kind == "checklist":
        return countable(question)
    if question.kind == "ranked":
        return max(len(question.options), question.room)
    return None


def check_renames(source: Source) -> Iterator[Problem]:
    """Problems of `was:`."""
    exercise = source.exercise
    ids = _ids(exercise)
    for question in exercise.questions:
        yield from _rename(question.was, ids, question.marker_line, source)
        option_ids = {option.id for option in question.options}
        for option in question.options:
            yield from _rename(option.was, option_ids, option.line, source)
        field_ids = {field.id for field in question.fields}
        for field in question.fields:
            yield from _rename(field.was, field_ids, field.line, source)
            inner_ids = {option.id for option in field.options}
            for option in field.options:
                yield from _rename(option.was, inner_ids, option.line, source)


def _ids(exercise: Exercise) -> set[str]:
    """The ids of the one namespace of a file."""
    rules = {rule.id for page in exercise.pages for rule in page.rules}
    return {question.id for question in exercise.questions} | {page.id for page in exercise.pages} | rules


def _rename(was: str | None, ids: Collection[str], line: int, source: Source) -> Iterator[Problem]:
    if was is not None and was in ids:
        message = f"`was: #{was}` names an id that is still in use here. Leave it out, or rename the other."
        yield source.problem(line, "was-in-use", message)


def check_safety(source: Source) -> Iterator[Problem]:
    """Problems of a safety page that someone in danger might not be shown."""
    exercise = source.exercise
    if exercise.id != _SAFETY:
        return
    code, remedy = "hidden-safety", "Someone who skips the question would miss it; show it always."
    if exercise.head.when:
        yield source.problem(
            exercise.head.when[0].line, code, f"The safety exercise stands behind a condition. {remedy}"
        )
    for page in exercise.pages:
        if page.when and not page.is_plan:
            yield source.problem(page.when[0].line, code, f"This safety page stands behind a condition. {remedy}")
        for question in page.questions:
            urgent = any(passage.urgent for passage in (*question.before, *question.after))
            if question.when and urgent:
                yield source.problem(
                    question.when[0].line, code, f"Urgent words stand in a question behind a condition. {remedy}"
                )


def check_name(source: Source, scope: Scope) -> Iterator[Problem]:
    """Problems of a file's name, which is the exercise's id for good."""
    exercise_id = source.exercise.id
    if source.own and scope.shipped(exercise_id) is not None:
        message = (
            f"`{exercise_id}` is the name of an exercise that comes with the workbook. "
            f"Rename this file, to `my-{exercise_id}.md` for example, and its `#id` with it."
        )
        yield source.problem(source.exercise.head.line, "taken-id", message)


def check_title(source: Source, scope: Scope) -> Iterator[Problem]:
    """Problems of a title under which a reader would take an exercise for one that comes with the workbook."""
    if not source.own:
        return
    title = source.exercise.head.title
    if looks(title) in map(looks, scope.shipped_titles()):
        message = f"{quoted(title)} is the title of an exercise that comes with the workbook. Write another one."
        yield source.problem(1, "taken-title", message)
    elif (word := mixed_word(title)) is not None:
        yield source.problem(1, "mixed-letters", f"The letters of {quoted(word)} are of two scripts. Write it in one.")
