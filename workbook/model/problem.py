"""What the checker says about a file."""

from dataclasses import dataclass
from enum import StrEnum

from workbook.model.guard import clean_line, file_name


class Severity(StrEnum):
    """An error keeps an exercise from being offered; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend, with the words to write instead."""

    file: str
    """The file's name as it was given."""
    line: int
    """1-based."""
    code: str
    """A short stable name, such as `unknown-option`."""
    message: str
    """What is wrong and what to write instead."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """One line that steers no terminal, whatever the file is called."""
        return clean_line(f"{self.file}:{self.line}: {self.severity} {self.code} {self.message}")

    def told(self) -> str:
        """As `str`, for a reader in the midst of something else: with the file's bare name, in quotes."""
        return clean_line(f"{file_name(self.file)}:{self.line}: {self.severity} {self.code} {self.message}")
