from workbook.model.prose import (
    Block,
    Break,
    Bullets,
    GoTo,
    Heading,
    Inline,
    Missing,
    Paragraph,
    Quote,
    Recalled,
    Strong,
    Table,
    Text,
    inlines_of,
)
from workbook.widgets.prose_masked import Hidden, masked

DOTS = Hidden()


def line(*children: Inline) -> Paragraph:
    return Paragraph(children)


def test_words_of_the_exercise_stay_as_they_are() -> None:
    blocks: tuple[Block, ...] = (
        Heading(2, (Text("A"),)),
        line(Text("B"), Missing("c")),
        line(Text("B"), Missing("c")),
        Bullets(((line(Text("d")),), (line(Text("d")),))),
    )
    assert masked(blocks) == blocks


def test_words_of_the_reader_go_wherever_they_stand() -> None:
    secret = Recalled("secret")
    blocks = masked(
        [
            Heading(2, (secret,)),
            Quote((line(Text("a "), Strong((secret,))),)),
            Bullets(((line(secret, Text(".")),),)),
            Table(((Text("h"),),), (((secret,),),)),
            line(GoTo((secret,), None, "page")),
        ]
    )
    assert not [each for block in blocks for each in inlines_of(block) if each == secret]
    assert sum(each == DOTS for block in blocks for each in inlines_of(block)) == 5


def test_neither_paragraphs_nor_lines_of_a_text_can_be_counted() -> None:
    short = [line(Recalled("One."))]
    long = [line(Recalled("One."), Break(), Recalled("Two."), Break(), Recalled("Three.")), line(Recalled("Four."))]
    assert masked(short) == masked(long) == (line(DOTS),)


def test_lines_of_a_list_cannot_be_counted() -> None:
    items = tuple((line(Text("With "), Recalled(name)),) for name in ("Mira", "Jo", "Sam"))
    assert masked([Bullets(items)]) == masked([Bullets(items[:1])])


def test_what_differs_in_the_words_of_the_exercise_stays_apart() -> None:
    items = tuple((line(Text(words), Recalled("x")),) for words in ("If ", "Then "))
    (bullets,) = masked([Bullets(items)])
    assert isinstance(bullets, Bullets)
    assert len(bullets.items) == 2
