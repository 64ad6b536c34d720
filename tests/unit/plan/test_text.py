"""What a reader, or a paper worksheet, looks like without any markup."""

from workbook.model.condition import Ref
from workbook.model.exercise import Exercise, Field, Option, Page, Passage, Question, Scale
from workbook.model.head import Head
from workbook.model.prose import (
    Block,
    Bullets,
    GoTo,
    Heading,
    Inline,
    Link,
    Missing,
    Paragraph,
    Quote,
    Recall,
    Recalled,
    Strong,
    Table,
    Text,
    Verbatim,
)
from workbook.model.values import FieldKind
from workbook.plan.text import blocks_to_text, exercise_to_text
from workbook.plan.width import columns


def paragraph(*children: Inline) -> Paragraph:
    return Paragraph(children)


def passage(words: str) -> Passage:
    return Passage(paragraph(Text(words)))


def test_every_block_reads_as_plain_words() -> None:
    blocks: list[Block] = [
        Heading(1, (Text("My plan"),)),
        Heading(2, (Text("What I will do"),)),
        Heading(3, (Text("At home"),)),
        paragraph(Strong((Text("When"),)), Text(" "), Recalled("they shout"), Text(": "), Missing("my words")),
        Bullets(((paragraph(Text("one")),), (paragraph(Text("two")), Bullets(((paragraph(Text("inner")),),))))),
        Bullets(((paragraph(Text("first")),), (paragraph(Text("second")),)), 9),
        Quote((paragraph(Text("Once is enough.")), paragraph(GoTo((Text("Safety"),), "safety")))),
        paragraph(Link((Text("a site"),), "https://example.org")),
        Table(((Text("Who"),), (Text("When"),)), (((Text("M"),), (Text("noon"),)),)),
        Verbatim("as  it\n  stands"),
    ]

    assert (
        blocks_to_text(blocks)
        == """\
My plan
=======

What I will do
--------------

At home

When they shout: my words (not answered yet)

- one
- two

  - inner

9. first
10. second

    Once is enough.

    Safety

a site (https://example.org)

Who  When
---  ----
M    noon

    as  it
      stands
"""
    )


def test_lines_of_the_reader_stay_lines_and_wrap_by_their_width() -> None:
    text = blocks_to_text([paragraph(Recalled("漢字" * 20 + "\nnext\n\nlast"))], 20)

    assert text.endswith("\nnext\n\nlast\n")
    assert all(columns(line) <= 20 for line in text.splitlines())


def test_table_that_does_not_fit_is_read_cell_by_cell() -> None:
    table = Table(((Text("Who"),), (Text("What"),)), (((Text("M"),), (Text("a long way to say it"),)),))

    assert blocks_to_text([table], 20) == "  Who: M\n  What: a long way\n  to say it\n"


def test_controls_are_never_printed() -> None:
    blocks: list[Block] = [paragraph(Recalled("a\x1b[2J\u202eb")), Verbatim("c\x1b]0;x\x07d")]

    assert blocks_to_text(blocks) == "a[2Jb\n\n    c]0;xd\n"


def test_exercise_reads_as_the_worksheet_on_paper() -> None:
    yes_no = (Option("yes", "Yes"), Option("no", "No"))
    exercise = Exercise(
        Head("lines", "Lines", minutes=5),
        (passage("Take your time."),),
        (
            Page(
                "one",
                "First page",
                (
                    passage("[x] is not markup."),
                    Question(
                        "seen",
                        "checklist",
                        "Which?",
                        (passage("Tick."),),
                        options=(Option("a", "A"), Option("o", "Other", write_in=True)),
                    ),
                    Question("who", "choice", "Who?", options=yes_no, offers=Ref("supporters", "supporters")),
                    Question("safe", "scale", "How safe?", scale=Scale(1, 5, "not", "very")),
                    Question("why", "journal", "Why?", room=2, after=(passage("Well done."),)),
                    Question("top", "ranked", "Best?", options=(Option("calm", "Calm"),), room=2),
                    Question(
                        "rows",
                        "records",
                        "Rows?",
                        fields=(Field("what", "What"), Field("safe", "Safe", FieldKind.CHOICE, options=yes_no)),
                    ),
                ),
            ),
            Page("plan", "For my plan", (Passage(paragraph(Text("Mine: "), Recall("my words", Ref(None, "why")))),)),
        ),
    )
    dots, line = "." * 20, "." * 60

    assert (
        exercise_to_text(exercise)
        == f"""\
Lines
=====

About 5 minutes.

Take your time.


First page
----------

[x] is not markup.

Which?

Tick.

[ ] A
[ ] Other: {dots}

Who?

( ) {dots}
( ) Yes
( ) No

How safe?

not 1 2 3 4 5 very

Why?

{line}

{line}

Well done.

Best?

[ ] Calm

1. {dots}
2. {dots}

Rows?

- What: {dots}
- Safe: ( ) Yes ( ) No


For my plan
-----------

Mine: my words
"""
    )
