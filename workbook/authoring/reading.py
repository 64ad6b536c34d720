"""Whether an exercise is plain enough to read, and where it is hardest."""

from collections.abc import Iterator, Sequence

from workbook.authoring.grade import MEASURES, Measure, words_in
from workbook.authoring.report import quoted
from workbook.authoring.scope import Source
from workbook.authoring.sentences import Sentence, of_intro, of_page
from workbook.model.exercise import Exercise
from workbook.model.problem import Problem

LEAST = 100
"""Words. The formulas were made with passages of about so many; of fewer they tell little."""


def check_reading(source: Source) -> Iterator[Problem]:
    """A warning where the words are harder to read than they should be, in a language that can be measured."""
    measure = MEASURES.get(source.exercise.head.language.partition("_")[0])
    if measure is None or not source.whole:
        return
    parts = list(parts_of(source.exercise))
    said = [each.words for _title, part in parts for each in part]
    measured = measure.of(said)
    if measured is None or sum(len(words_in(each)) for each in said) < LEAST:
        return
    if not measure.is_harder(measured, measure.limit):
        return
    title, part, worst = _hardest(parts, measure)
    longest = max(part, key=lambda each: len(words_in(each.words)))
    message = (
        f"{measure.name} is {measured:.1f}; keep it at {measure.limit} or {'above' if measure.falls else 'below'}. "
        f"The hardest page is {quoted(title)}, at {worst:.1f}; its longest sentence has "
        f"{len(words_in(longest.words))} words: {quoted(longest.words)}. Write shorter sentences and simpler words."
    )
    yield source.warning(longest.line, "hard-to-read", message)


def parts_of(exercise: Exercise) -> Iterator[tuple[str, Sequence[Sentence]]]:
    """What stands before the first page, under the exercise's own title, and each page under its."""
    yield exercise.head.title, tuple(of_intro(exercise))
    for page in exercise.pages:
        yield page.title, tuple(of_page(page))


def _hardest(
    parts: Sequence[tuple[str, Sequence[Sentence]]], measure: Measure
) -> tuple[str, Sequence[Sentence], float]:
    measured = [
        (title, part, value) for title, part in parts if (value := measure.of(each.words for each in part)) is not None
    ]
    return (min if measure.falls else max)(measured, key=lambda each: each[2])
