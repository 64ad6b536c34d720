"""An answer as it is stored: with the exercise's own words as they were shown."""

from dataclasses import replace

from workbook.guide.changes import not_offered
from workbook.model.entry import Answer, Wording
from workbook.model.exercise import Question
from workbook.model.head import Head
from workbook.model.kinds import labels_of
from workbook.model.values import Value


def noted(question: Question, value: Value | None, head: Head, before: Answer | None, given: str) -> Answer:
    """The answer to a question, given at this time in place of the one before; None: it is skipped.

    Words of options and fields that the exercise no longer has are kept as long as the answer holds them.
    """
    ends = (question.scale.low, question.scale.high) if question.scale else (None, None)
    wording = Wording(question.words, labels_of(question), *ends)
    answer = Answer(
        head.id, head.version, question.id, question.kind, wording, value, value is None, head.language, given
    )
    old = _words_of_old(question, answer, before) if before is not None else {}
    return replace(answer, wording=replace(wording, labels={**old, **wording.labels}))


def _words_of_old(question: Question, answer: Answer, before: Answer) -> dict[str, str]:
    labels = before.wording.labels
    gone = set(not_offered(question, replace(answer, wording=before.wording)))
    return {name: words for name, words in labels.items() if name in gone or name.partition(".")[0] in gone}
