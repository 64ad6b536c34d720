"""Whatever a reader wrote, Markdown gives it back word for word."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from workbook.model.guard import clean
from workbook.model.prose import (
    Block,
    Break,
    Bullets,
    Code,
    Divider,
    Emphasis,
    Heading,
    Inline,
    Link,
    Missing,
    Paragraph,
    Quote,
    Recalled,
    Strong,
    Table,
    Text,
    Verbatim,
)
from workbook.plan.markdown import blocks_to_markdown

PARSER = MarkdownIt("commonmark").enable("table")

HOSTILE = [
    "# not a heading",
    "####### seven",
    "1. not a list",
    "1986. What a year",
    "12) also not",
    "- dash",
    "+ plus",
    "* star",
    "+44 20 7946 0000",
    "> quoted",
    "\\",
    "\\\\ \\* \\n",
    "`code` and ``more``",
    "<b>bold</b>",
    "<!-- ask: journal #gone -->",
    "< 3 and <3",
    "&amp; &#35; &copy & co",
    "a | b",
    "a | b\n--- | ---\nc | d",
    "| a |\n|---|\n| b |",
    "~~~\nfence\n~~~",
    "```\nfence\n```",
    ":::\nbox\n:::",
    "[x](y) ![z](w) [ref] [ref]: /url",
    "[ref]: /url",
    "https://example.org/a_b_c?d=e&f=g and <https://example.org>",
    "someone@example.org",
    "Title\n===",
    "Title\n---",
    "---",
    "- - -",
    "___",
    "***very*** _much_ snake_case __x__",
    "    four spaces",
    "\ttab",
    "  two before\n   three before",
    "trailing  \nspaces  ",
    "one\n\ntwo\n\n\nthree",
    "\n\nleading and trailing\n\n",
    "x" * 5000,
    "word " * 1000,
    "\u00a0no-break at the ends\u00a0",
    "\u3000wide",
    "- [ ] task",
    "$x$ :smile: {#id}",
    "...",
    "5 * 3 * 2",
    "“quoted”",
    "end!",
    "אבג 漢字 e\u0301 👩‍👩‍👧",
]

MARKS = st.sampled_from(list("#1.)-+*>\\`<b&amp;|~:=[](x)!_ \n\t\"'a\u00a0漢“;/"))
SENTENCES = st.one_of(
    st.text(MARKS, max_size=40),
    st.text(max_size=40),
    st.lists(st.sampled_from(HOSTILE[:40]), max_size=3).map("\n".join),
).map(clean)


def words(markdown: str) -> str:
    """What stands in the document: a newline for a hard break, an empty line between blocks."""
    return "\n\n".join(_inline(token) for token in PARSER.parse(markdown) if token.type in ("inline", "fence"))


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or []:
        assert child.type not in ("html_inline", "image", "softbreak"), child
        parts.append("\n" if child.type == "hardbreak" else child.content)
    return "".join(parts) if token.type == "inline" else token.content


def kinds(markdown: str) -> list[str]:
    return [token.type for token in PARSER.parse(markdown) if token.nesting >= 0]


def as_paragraphs(text: str) -> str:
    """Empty lines between paragraphs are one; there are none at the ends."""
    text = re.sub(r"\n(?:[^\S\n]*\n)+", "\n\n", text)
    return re.sub(r"^\n+|\n+$", "", text)


def paragraph(*children: Inline) -> list[Block]:
    return [Paragraph(children)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_back_as_they_were_written(text: str) -> None:
    made = blocks_to_markdown(paragraph(Recalled(text)))

    assert words(made) == as_paragraphs(text)
    assert set(kinds(made)) <= {"paragraph_open", "inline"}


@given(SENTENCES)
@example("a\n \nb")
@example(" \n a")
def test_any_words_come_back_as_they_were_written(text: str) -> None:
    assert words(blocks_to_markdown(paragraph(Recalled(text)))) == as_paragraphs(text)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_words_among_other_words_come_back(before: str, dressed: str, after: str) -> None:
    before, dressed, after = (text.replace("\n", " ") for text in (before, dressed, after))
    children = (
        Recalled(before),
        Strong((Recalled(dressed),)),
        Text(after),
        Emphasis((Strong((Text(dressed),)), Text(before))),
        Recalled(after),
    )

    made = words(blocks_to_markdown(paragraph(*children)))

    assert made == before + dressed + after + dressed + before + after


@given(SENTENCES)
def test_lines_inside_dressed_words_come_back(text: str) -> None:
    made = words(blocks_to_markdown(paragraph(Text("I say: "), Strong((Recalled(text),)), Text(" and go."))))

    assert made == f"I say: {text} and go."


@given(
    st.lists(SENTENCES.filter(lambda text: bool(text.strip("\n"))), min_size=1, max_size=4),
    st.sampled_from([None, 1, 7]),
)
def test_words_in_lists_come_back(texts: list[str], start: int | None) -> None:
    items = tuple((Paragraph((Recalled(text),)),) for text in texts)

    made = blocks_to_markdown([Bullets(items, start), Quote((Bullets(items, start),))])

    assert words(made) == "\n\n".join(map(as_paragraphs, texts * 2))
    assert kinds(made).count("list_item_open") == 2 * len(texts)


@given(st.lists(st.tuples(SENTENCES, SENTENCES), min_size=1, max_size=3))
def test_words_in_tables_come_back_on_one_line(rows: list[tuple[str, str]]) -> None:
    table = Table(
        ((Text("One"),), (Text("Two"),)), tuple(((Recalled(left),), (Recalled(right),)) for left, right in rows)
    )

    made = PARSER.parse(blocks_to_markdown([table]))

    cells = [_inline(token) for token in made if token.type == "inline"]
    assert cells == ["One", "Two", *(text.replace("\n", " ") for row in rows for text in row)]


@given(SENTENCES.map(lambda text: text.replace("\n", " ")), st.integers(1, 6))
def test_words_in_headings_come_back(text: str, level: int) -> None:
    made = PARSER.parse(blocks_to_markdown([Heading(level, (Recalled(text),)), *paragraph(Text("after"))]))

    assert [_inline(token) for token in made if token.type == "inline"] == ([text] if text else []) + ["after"]


@given(SENTENCES)
def test_verbatim_lines_come_back(text: str) -> None:
    made = PARSER.parse(blocks_to_markdown([Bullets(((Verbatim(text),),))]))

    [fence] = [token for token in made if token.type == "fence"]
    assert fence.content.rstrip("\n") == text.rstrip("\n")


@given(SENTENCES.map(lambda text: text.replace("\n", " ")))
def test_code_and_links_come_back(text: str) -> None:
    children = (
        Text("See!"),
        Link((Text(text or "x"),), "https://example.org/(a)"),
        Text(" or "),
        Code(text),
        Text(" and"),
        Link((Text("run"),), "javascript:alert(1)"),
    )

    made = words(blocks_to_markdown(paragraph(*children)))

    assert made == f"See!{text or 'x'} or {text} andrun (javascript:alert(1))"


def test_controls_never_reach_the_page() -> None:
    made = blocks_to_markdown([*paragraph(Recalled("a\x1b]0;title\x07b\u202ec\x0b# d")), Verbatim("e\x1b[2Jf")])

    assert made == "a\\]0;titlebc\\\n\\# d\n\n```\ne[2Jf\n```\n"


def test_marks_around_words_are_kept_where_they_are_read() -> None:
    made = blocks_to_markdown(
        paragraph(Strong((Text("When"),)), Text(" they shout, "), Strong((Text("I will"),)), Text(" leave."))
    )

    assert made == "**When** they shout, **I will** leave.\n"


def test_what_is_not_answered_is_marked() -> None:
    made = blocks_to_markdown(paragraph(Text("What I protect: "), Missing("my values"), Text(".")))

    assert made == "What I protect: _my values (not answered yet)_.\n"


def test_two_lists_in_a_row_stay_two() -> None:
    one = Bullets(((Paragraph((Text("one"),)),),))

    assert kinds(blocks_to_markdown([one, one, one])).count("bullet_list_open") == 3


def test_document_is_pleasant_to_read_raw() -> None:
    blocks: list[Block] = [
        Heading(1, (Text("My plan"),)),
        *paragraph(Text("First line."), Break(), Text("Second line (at 8:30), 50% & more: it's M.'s.")),
        Bullets(((Paragraph((Text("Call M."),)),), (Paragraph((Text("Leave -- at once!"),)),))),
        Bullets(((Paragraph((Text("Breathe"),)), Paragraph((Text("Slowly."),))), (Divider(),)), 1),
        Quote(tuple(paragraph(Text("Once is enough.")))),
        Table(((Text("Who"),), (Text("When"),)), (((Text("M"),), (Text("a|b"),)),)),
    ]

    assert (
        blocks_to_markdown(blocks)
        == """\
# My plan

First line.\\
Second line (at 8:30), 50% & more: it's M.'s.

- Call M.
- Leave -- at once!

1. Breathe

   Slowly.

2. ***

> Once is enough.

| Who | When |
| --- | ---- |
| M   | a\\|b |
"""
    )
