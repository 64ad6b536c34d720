import pytest

from workbook.authoring.prose import ProseReader, blocks
from workbook.authoring.report import Report
from workbook.authoring.scan import scan
from workbook.model.condition import Ref
from workbook.model.prose import (
    Block,
    Break,
    Bullets,
    Code,
    Divider,
    Emphasis,
    GoTo,
    Heading,
    Inline,
    Link,
    Paragraph,
    Quote,
    Recall,
    Strong,
    Table,
    Text,
    Verbatim,
    inlines_of,
)


def said(words: str) -> Paragraph:
    return Paragraph((Text(words),))


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("One\ntwo  ", said("One two")),
        ("### One ###", Heading(3, (Text("One"),))),
        ("- a\n- b\n\n  c", Bullets(((said("a"),), (said("b"), said("c"))))),
        ("3. a\n3. b", Bullets(((said("a"),), (said("b"),)), 3)),
        ("0) a", Bullets(((said("a"),),), 0)),
        ("- a\n  1. b", Bullets(((said("a"), Bullets(((said("b"),),), 1)),))),
        ("> a\n\n> b", Quote((said("a"),))),
        ("    a\n     b", Verbatim("a\n b")),
        ("```sh\na\n```", Verbatim("a")),
        ("***", Divider()),
        (
            "|a|*b*|\n|-|-|\n|c|",
            Table(((Text("a"),), (Emphasis((Text("b"),)),)), (((Text("c"),), ()),)),
        ),
    ],
)
def test_markdown_becomes_blocks(text: str, block: Block) -> None:
    assert blocks(text)[0] == block


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("a *b **c*** d", (Text("a "), Emphasis((Text("b "), Strong((Text("c"),)))), Text(" d"))),
        ("a  \nb\\\nc", (Text("a"), Break(), Text("b"), Break(), Text("c"))),
        ("`a *b*`", (Code("a *b*"),)),
        ("\\*a\\* &amp; &lt;b&gt;", (Text("*a* & <b>"),)),
        ("[*a*](https://b.org/ 'c')", (Link((Emphasis((Text("a"),)),), "https://b.org/"),)),
        ("<https://b.org>", (Link((Text("https://b.org"),), "https://b.org"),)),
        ("[a](mailto:b@c.org)", (Link((Text("a"),), "mailto:b@c.org"),)),
        ("**[a *b*](c.md#d.e)**", (Strong((Recall("a b", Ref("c", "d", "e"), 1),)),)),
        ("[*a*](b.md)", (GoTo((Emphasis((Text("a"),)),), "b"),)),
        ("a <!-- b --> c<br>d ![e](f)", (Text("a  cd e"),)),
        ("[a](javascript:b)", (Text("[a](javascript:b)"),)),
    ],
)
def test_markdown_becomes_inlines(text: str, inlines: tuple[Inline, ...]) -> None:
    assert blocks(text) == (Paragraph(inlines),)


def test_comments_and_html_leave_no_block() -> None:
    assert blocks("<!-- a -->\n\nOne\n\n<div>\n\nTwo") == (said("One"), said("Two"))


def test_text_is_cleaned_on_its_way_in() -> None:
    assert blocks("a\x1b[31mb\u202e") == (said("a[31mb"),)
    assert blocks("") == ()


def test_page_id_makes_a_link_go_to_its_page() -> None:
    reader = ProseReader({"here"}, Report("it.md"))
    (node,) = scan("[a](#here) [b](#there) [c](#here.field) [d](x.md#here)")

    block = reader.block(node)

    assert block is not None
    assert [inline for inline in inlines_of(block) if not isinstance(inline, Text)] == [
        GoTo((Text("a"),), None, "here"),
        Recall("b", Ref(None, "there"), 1),
        Recall("c", Ref(None, "here", "field"), 1),
        Recall("d", Ref("x", "here"), 1),
    ]


def test_recall_has_the_line_it_stands_on_whatever_stands_above() -> None:
    text = (
        "one `code\nspan` and [a\nlink](#one\n'with a title') and ![a\npicture](b) <b\nc='d'>\\\n[here](#line-8)\n\n"
        "> - quoted\n>   [here](#line-11)\n\n|a|\n|-|\n|[here](#line-15)|\n\n"
        "[ref]: c\n\n1. a\n\n   b\n   [here](#line-22)\n"
    )
    found = [inline for block in blocks("\n" + text) for inline in inlines_of(block) if isinstance(inline, Recall)]

    assert [f"line-{recall.line}" for recall in found if recall.words == "here"] == [
        recall.ref.question for recall in found if recall.words == "here"
    ]
    assert len(found) == 5
