"""The same exercises as plain questions and answers, for screen readers and dumb terminals."""

from workbook.plain.dialogue import run_plain as run_plain
from workbook.plain.first_pages import Surroundings as Surroundings
