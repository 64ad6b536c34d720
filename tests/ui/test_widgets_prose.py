import pytest
from textual.widgets import Static

from tests.ui.showing import HOSTILE, Stage
from workbook.model.prose import (
    Block,
    Bullets,
    Emphasis,
    GoTo,
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
from workbook.widgets.prose import ProseView, links_of, prose_content


def para(*words: str) -> Paragraph:
    return Paragraph(tuple(Text(each) for each in words))


SAFETY = GoTo((Text("the safety pages"),), "safety")
GROUNDING = GoTo((Text("grounding"),), None, "calm")


def test_wrapped_list_items_hang_under_their_words() -> None:
    blocks = [Bullets(((para("Say it once in a calm hour"),), (para("Then stop"),)))]
    assert prose_content(blocks, 16).plain == "• Say it once in\n  a calm hour\n• Then stop"


def test_numbers_of_a_list_line_up_on_their_dots() -> None:
    blocks = [Bullets(((para("nine"),), (para("ten", " and more"),)), start=9)]
    assert prose_content(blocks, 40).plain == " 9. nine\n10. ten and more"


def test_quote_keeps_its_bar_on_every_line() -> None:
    blocks = [Quote((para("An example that wraps"), para("Two")))]
    assert prose_content(blocks, 14).plain == "│ An example\n│ that wraps\n│ \n│ Two"


def test_table_columns_line_up_with_wide_letters() -> None:
    blocks = [
        Table(((Text("Who"),), (Text("Call"),)), (((Text("日本"),), (Text("1"),)), ((Text("Me"),), (Text("2"),))))
    ]
    assert prose_content(blocks, 40).plain.splitlines() == ["Who   Call", "────  ────", "日本  1", "Me    2"]


def test_table_without_room_becomes_a_list() -> None:
    head = tuple((Text(word),) for word in ("First", "Second", "Third"))
    row = tuple((Text(word * 3),) for word in ("abcdefgh", "ijklmnop", "qrstuvwx"))
    lines = prose_content([Table(head, (row,))], 18).plain.splitlines()
    assert lines[0].startswith("First:")
    assert max(map(len, lines)) <= 18


def test_address_of_a_link_is_shown_unless_its_words_say_it() -> None:
    number, site = Link((Text("1800 737 732"),), "tel:1800737732"), Link((Text("here"),), "https://example.org")
    assert (
        prose_content([Paragraph((number, Text(", "), site))], 80).plain == "1800 737 732, here (https://example.org)"
    )


def test_recalled_words_keep_their_lines_and_missing_ones_say_so() -> None:
    blocks = [Paragraph((Recalled("one\ntwo"), Text(", "), Missing("your values")))]
    assert prose_content(blocks, 60).plain == "one\ntwo, your values (not answered yet)"


def test_links_are_listed_once_each_in_their_order() -> None:
    blocks: list[Block] = [Quote((Paragraph((Strong((SAFETY,)), GROUNDING)),)), Paragraph((SAFETY,))]
    assert links_of(blocks) == (SAFETY, GROUNDING)


def test_nothing_in_prose_is_read_as_markup() -> None:
    blocks: list[Block] = [
        Paragraph((Text(HOSTILE), Emphasis((Text(HOSTILE),)), Recalled(HOSTILE))),
        Verbatim(HOSTILE),
    ]
    assert prose_content(blocks, 1000).plain.count(HOSTILE) == 4


async def test_prose_of_any_length_is_one_widget() -> None:
    blocks = [para("word " * 60) for _n in range(70)]
    app = Stage(lambda: ProseView(blocks))
    async with app.run_test(size=(80, 24)):
        assert len(app.query("#scroller *")) == 1
        assert app.query_one(ProseView).size.height > 250


async def test_prose_wraps_anew_when_the_screen_gets_narrower() -> None:
    app = Stage(lambda: ProseView([Bullets(((para("Say it once in a calm hour"),),))]))
    async with app.run_test(size=(60, 20)) as pilot:
        assert "• Say it once in a calm hour" in app.screen_text
        await pilot.resize_terminal(24, 20)
        await pilot.pause()
        assert "  • Say it once in a\n    calm hour" in app.screen_text


async def test_click_on_a_link_follows_it() -> None:
    app = Stage(lambda: ProseView([Paragraph((Text("See "), GROUNDING))]))
    async with app.run_test() as pilot:
        await pilot.click(ProseView, offset=(1, 0))
        assert not app.heard
        await pilot.click(ProseView, offset=(7, 0))
        (followed,) = app.heard
        assert isinstance(followed, ProseView.GoToFollowed)
        assert (followed.exercise, followed.page) == (None, "calm")


async def test_links_can_be_followed_by_keys() -> None:
    app = Stage(lambda: ProseView([Paragraph((SAFETY, Text(" or "), GROUNDING))], keys=True))
    async with app.run_test() as pilot:
        await pilot.press("enter", "right", "enter")
        assert [event.link for event in app.heard if isinstance(event, ProseView.GoToFollowed)] == [SAFETY, GROUNDING]


@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark"])
async def test_link_that_enter_follows_can_be_seen(theme: str) -> None:
    app = Stage(lambda: ProseView([Quote((Paragraph((SAFETY,)),))], urgent=True, keys=True))
    async with app.run_test() as pilot:
        app.theme = theme
        view = app.query_one(ProseView)

        def reversed_words() -> str:
            rows = (view.render_line(row) for row in range(view.size.height + 2))
            return "".join(part.text for row in rows for part in row if part.style and part.style.reverse)

        await pilot.pause()
        assert reversed_words() == "[the safety pages]"
        app.set_focus(None)
        await pilot.pause()
        assert reversed_words() == ""


async def test_chosen_link_of_long_prose_is_brought_into_view() -> None:
    blocks = [Paragraph((SAFETY,)), *(para("word " * 20) for _n in range(20)), Paragraph((GROUNDING,))]
    app = Stage(lambda: ProseView(blocks, keys=True))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("right")
        await pilot.pause()
        assert "[grounding]" in app.screen_text
        await pilot.press("left")
        await pilot.pause()
        assert "[the safety pages]" in app.screen_text


async def test_urgent_prose_is_told_by_a_word_and_a_frame() -> None:
    app = Stage(lambda: ProseView([para("Get safe first.")], urgent=True))
    async with app.run_test():
        assert "┏━ Please read this ━" in app.screen_text


async def test_hostile_prose_is_shown_as_it_stands() -> None:
    app = Stage(lambda: ProseView([Paragraph((Recalled(HOSTILE),))]), lambda: Static(id="after"))
    async with app.run_test(size=(120, 24)):
        assert HOSTILE in app.screen_text
