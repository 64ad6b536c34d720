import pytest

from workbook.authoring.heads import read_head
from workbook.model.condition import Condition, Op, Ref
from workbook.model.head import Care, Head, Repeat

MARKER = "<!-- exercise: #values; version: 2; part: what-matters -->"


def test_head_holds_what_the_marker_says() -> None:
    text = """# What matters

<!--
exercise: #check-in
version: 3
part: record; minutes: 5
after: values.md; after: boundaries.md
repeat: any time
care: tender
when: safety.md#clear
-->

Words.
"""
    assert read_head(text, "check-in.md", language="de") == Head(
        id="check-in",
        title="What matters",
        version=3,
        language="de",
        part="record",
        minutes=5,
        after=("values", "boundaries"),
        repeat=Repeat.ANY_TIME,
        care=Care.TENDER,
        when=(Condition(Ref("safety", "clear"), Op.HOLDS, line=10),),
        line=4,
    )


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# What matters", "What matters"),
        ("   #  What matters  ##  ", "What matters"),
        ("# What *really* matters, `C#` and 2\\*3", "What really matters, C# and 2*3"),
        ("\ufeff# What matters", "What matters"),
        ("---\ntitle: another tool\n## not a page\n---\n\n# What matters", "What matters"),
        ("<!-- a comment\n# no title -->\n# What matters", "What matters"),
        ("# What\u202e matters\x1b[31m", "What matters[31m"),
    ],
)
def test_title_is_plain_words(heading: str, title: str) -> None:
    head = read_head(f"{heading}\n\n{MARKER}\n", "values.md")
    assert head is not None
    assert head.title == title


def test_line_ends_of_another_system_change_nothing() -> None:
    text = f"# What matters\n\n{MARKER}\n\n## Page\n"
    assert read_head(text.replace("\n", "\r\n"), "values.md") == read_head(text, "values.md")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Only a title\n",
        f"{MARKER}\n",
        f"## A page first\n\n# What matters\n\n{MARKER}\n",
        f"# What matters\n\n## A page first\n\n{MARKER}\n",
        "# What matters\n\n<!-- exercise: #values; version: 1",
        "---\n",
        f"What matters\n============\n\n{MARKER}\n",
        "\x00" * 100,
        "<!--" * 60_000,
    ],
)
def test_text_without_title_or_marker_has_no_head(text: str) -> None:
    assert read_head(text, "values.md") is None


def test_what_cannot_be_read_is_left_out() -> None:
    text = (
        "# Values\n\n<!-- exercise: #values; version: soon; minutes: few; after: nowhere; repeat: often; when: ? -->\n"
    )
    assert read_head(text, "values.md") == Head("values", "Values", line=3)
