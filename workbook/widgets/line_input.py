"""One line to type in that is no answer, such as the name of a file."""

from textual.widgets import Input

from workbook.model.guard import clean_line


class LineInput(Input):
    """A line. Whatever is typed or pasted passes the guard; of a paste, the first line is taken."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, select_on_focus=False, compact=True)

    def validate_value(self, value: str) -> str:
        """What is to stand there, past the guard."""
        return clean_line(value)
