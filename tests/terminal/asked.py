"""Asks as the workbook does, for the tests to answer, and prints what came of it.

python asked.py screen|failing|later|lines|new|code FOLDER: FOLDER gets the process's id, and holds a pipe for the one
attempt that takes long.
"""

import os
import sys
from pathlib import Path

from workbook.model.errors import WorkbookError, WrongPassphraseError
from workbook.prompt.asking import ScreenPrompt, ask_in_lines
from workbook.prompt.choosing import ask_new, can_show, show_once

RIGHT = ("open sesame", "ключ 家族 é")
CODE = "7K2M-AAAA-BBBB-CCCC-DDDD-EEEE-FFFF"
PIPE, PROCESS = "pipe", "process"


def attempt(secret: str) -> int:
    """The place of the secret among the right ones."""
    if secret == "burst":
        raise WorkbookError("There is too little memory.")
    if secret == "slow":
        (Path(sys.argv[2]) / PIPE).read_bytes()  # ends once somebody opened it to write
    if secret not in RIGHT:
        raise WrongPassphraseError("That is not it.")
    return RIGHT.index(secret)


def on_screen(kind: str) -> int:
    """What the prompt gives; the screen is left afterwards, as the workbook does, or an error comes."""

    def meanwhile() -> None:
        if kind == "failing":
            raise WorkbookError("The rest could not be loaded.")

    with ScreenPrompt(meanwhile) as prompt:
        prompt.show()
        found = prompt.ask(attempt)
        prompt.give_way()
        if kind == "later":
            raise WorkbookError("It broke later.")
        os.write(1, b"\x1b[?1049l")
        return found


def asked(kind: str) -> object:
    """What came of asking."""
    match kind:
        case "lines":
            return ask_in_lines(attempt)
        case "new":
            return ask_new(has_one=False)
        case "change":
            return ask_new(has_one=True)
        case "code" if not can_show():
            return "nowhere"
        case "code":
            show_once(CODE)
            return "shown"
        case _:
            return on_screen(kind)


def main() -> int:
    """Ask as the first argument says."""
    (Path(sys.argv[2]) / PROCESS).write_text(str(os.getpid()), encoding="ascii")
    try:
        found = asked(sys.argv[1])
    except WorkbookError as error:
        sys.stdout.write(f"{error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    sys.stdout.write(f"found {found!r}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
