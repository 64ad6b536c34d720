"""An exercise as a paper worksheet: what it asks and room to write, and no answers."""

from collections.abc import Iterable, Sequence
from gettext import gettext as _

from workbook.model.exercise import Exercise, Field, Option, Page, Passage, Question
from workbook.model.origin import origin
from workbook.model.prose import Heading, Text
from workbook.plan.layout import block_lines, hanging, wrapped

_DOTS = "." * 20


def worksheet_lines(exercise: Exercise, width: int) -> list[str]:
    """The whole exercise, with every passage that may show."""
    head = exercise.head
    lines = block_lines((Heading(1, (Text(head.title),)),), width, underlined=True)
    from_own = wrapped(origin(head), width) if head.own else []
    lines += _under(from_own)
    if head.minutes:
        lines += ["", _("About {n} minutes.").format(n=head.minutes)]
    lines += _under(_passages(exercise.intro, width))
    for page in exercise.pages:
        lines += _under(_page(page, from_own, width))
    return lines


def _under(lines: Sequence[str]) -> list[str]:
    return ["", *lines] if lines else []


def _page(page: Page, from_own: Sequence[str], width: int) -> list[str]:
    lines = ["", *block_lines((Heading(2, (Text(page.title),)),), width, underlined=True), *_under(from_own)]
    for item in page.items:
        lines += _under(_question(item, width) if isinstance(item, Question) else _passages((item,), width))
    return lines


def _passages(passages: Iterable[Passage], width: int) -> list[str]:
    return block_lines([passage.block for passage in passages], width)


def _question(question: Question, width: int) -> list[str]:
    lines = wrapped(question.words, width)
    lines += _under(_passages(question.before, width))
    lines += _under(_answer_space(question, width))
    return lines + _under(_passages(question.after, width))


def _answer_space(question: Question, width: int) -> list[str]:
    if question.fields:
        return [line for field in question.fields for line in _field(field, width)]
    if question.scale is not None:
        scale = question.scale
        numbers = " ".join(map(str, range(scale.low, scale.high + 1)))
        return wrapped(f"{scale.low_words} {numbers} {scale.high_words}", width)
    box = "( )" if question.kind == "choice" else "[ ]"
    lines = [line for option in question.options for line in _option(option, box, width)]
    if question.kind == "ranked":
        return lines + _under([f"{slot}. {_DOTS}" for slot in range(1, question.room + 1)])
    if question.kind in ("choice", "checklist"):
        # What the reader wrote elsewhere is offered here too; on paper it is written in.
        return [*([f"{box} {_DOTS}"] if question.offers else []), *lines]
    return "\n\n".join(["." * min(width, 60)] * question.room).split("\n")


def _option(option: Option, box: str, width: int) -> list[str]:
    words = f"{option.words}: {_DOTS}" if option.write_in else option.words
    return hanging(f"{box} ", wrapped(words, width - len(box) - 1))


def _field(field: Field, width: int) -> list[str]:
    if not field.options and not field.offers:
        space = _DOTS
    else:
        space = " ".join(
            [*([f"( ) {_DOTS}"] if field.offers else []), *(f"( ) {each.words}" for each in field.options)]
        )
    return hanging("- ", wrapped(f"{field.words}: {space}", width - 2))
