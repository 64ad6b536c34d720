"""The one family of errors that a person may meet: a sentence, and what to do next."""


class WorkbookError(Exception):
    """Something that a person should be told about."""

    exit_code = 1
    """What the process exits with when this ends it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What happened, and where, in one sentence."""
        self.remedy = remedy
        """What to do next, in one sentence; empty if nothing can be done."""

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(WorkbookError):
    """The command was given something that it cannot take."""

    exit_code = 2


class UnreadableError(WorkbookError):
    """The notebook's file cannot be read, or was written by a newer version. Nothing was changed."""

    exit_code = 3


class DamagedError(UnreadableError):
    """The notebook's file is damaged in a way that leaves nothing to be read."""


class InUseError(WorkbookError):
    """The notebook is open in another window."""

    exit_code = 4


class NotSavedError(WorkbookError):
    """What was typed could not be written to the disk. The caller still has it."""


class NotErasedError(NotSavedError):
    """What the reader wanted gone may still be in the notebook's files."""


class WrongPassphraseError(WorkbookError):
    """The passphrase or recovery code does not open the notebook. It may be tried again, without limit."""


class LockedError(WorkbookError):
    """The notebook has a passphrase, and nobody is there to be asked for it."""

    exit_code = 3
