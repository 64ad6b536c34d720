"""The last line of a chronology: the SHA-256 of every line above it, short enough to be written on paper."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from hashlib import sha256

from workbook.model.exercise import Audience
from workbook.model.prose import Block, Heading, Paragraph, Text, Verbatim
from workbook.plan.document import Plan

CHECK = "sed '$d' FILE | sha256sum"
"""What prints the same digits, where FILE is the name of the file. docs/privacy.md has it for other systems."""
_GROUP = 4
"""Letters and digits that are easily copied by hand at one look."""


def printed(plan: Plan, to_print: Callable[[Sequence[Block]], str]) -> str:
    """A plan in print, as the function makes it of blocks, ending with one newline.

    A chronology ends with one line more: that of its own digest.
    """
    if plan.audience is not Audience.CHRONOLOGY:
        return to_print(plan.blocks)
    # With the empty line between, it is a paragraph of its own in Markdown too.
    text = to_print((*plan.blocks, *_about_it())) + "\n"
    return text + digest_line(text) + "\n"


def digest_line(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in 16 groups of 4."""
    digits = sha256(text.encode()).hexdigest()
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def _about_it() -> tuple[Block, ...]:
    lines = (
        _(
            "The last line below is the SHA-256 of everything above it: 64 letters and digits that come out otherwise "
            "if one letter of the text is changed. Anyone who changes the text can also make a new last line. So it "
            "helps only where it was written down elsewhere, for instance by hand on dated paper."
        ),
        _(
            "Where the line on paper and the line worked out later are the same, this text was not changed since. That "
            "is all it shows. It does not show that what is written is true, or when it happened. Dates and times come "
            "from this computer's clock, which can be wrong."
        ),
        _("This command works it out. The spaces do not count, and FILE is the name of this file:"),
    )
    return (
        Heading(2, (Text(_("To notice whether this text was changed")),)),
        *(Paragraph((Text(words),)) for words in lines),
        Verbatim(CHECK),
    )
