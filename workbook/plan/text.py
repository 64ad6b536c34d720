"""The plan, and exercises, as plain text."""

from collections.abc import Sequence

from workbook.model.exercise import Exercise
from workbook.model.prose import Block
from workbook.plan.document import Plan
from workbook.plan.last_line import printed
from workbook.plan.layout import block_lines
from workbook.plan.worksheet import worksheet_lines

WIDTH = 78


def to_text(plan: Plan, width: int = WIDTH) -> str:
    """The whole plan. Ends with one newline."""
    return printed(plan, lambda blocks: blocks_to_text(blocks, width))


def blocks_to_text(blocks: Sequence[Block], width: int = WIDTH) -> str:
    """Blocks as wrapped text. Ends with one newline."""
    return _joined(block_lines(blocks, width, underlined=True))


def exercise_to_text(exercise: Exercise, width: int = WIDTH) -> str:
    """An exercise as the worksheet it is on paper. Ends with one newline."""
    return _joined(worksheet_lines(exercise, width))


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n") + "\n"
