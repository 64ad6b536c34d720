"""Any words at all, all the way: into the widget, onto the disk, back onto every screen, and out as Markdown."""

import re
import unicodedata
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from textual import events
from textual.widgets import TextArea

from tests.cli.test_cli_check import BAD
from tests.ui.opened import Reader, clock, live, only_entry, opened
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.values import Dated, Ranked, Record, Ticked
from workbook.store.notebook import Notebook

MARKS = "[no] [/b] <b> *x* | # ~~~ :::"
LETTERS = "👩\u200d👩\u200d👧\u200d👦 家族 e\u0301n\u0303"
"""A family joined from four, wide letters, and marks that sit on letters."""
WORDS = f"{MARKS} {LETTERS}"
LONG = "begin " + f"{WORDS} and on it goes\n*\n# {WORDS}\n\n1. &amp; \\*\n" * 900 + "the end"
"""Over 100 KB, with lines of its own."""

OWN = """\
# Everything

<!-- exercise: #everything; version: 1; part: care -->

## Texts

<!-- page: #texts -->

### A short text

<!-- ask: short #short -->

........

........

## A page

<!-- page: #page -->

### A page

<!-- ask: journal #page-of-mine -->

........

## A day

<!-- page: #day-page -->

### A day

<!-- ask: date #day -->

........

## Lists

<!-- page: #lists -->

### Some things

<!-- ask: records #things -->

- First: ........ <!-- #first; required -->
- Second: ........ <!-- #second; long -->

## Which

<!-- page: #which-page -->

### Which?

<!-- ask: checklist #which -->

- [ ] Another: ........ <!-- #another -->
- [ ] None <!-- #none; alone -->

## In what order

<!-- page: #order-page -->

### In what order?

<!-- ask: ranked #order -->

1. ........
2. ........

## In my plan

<!-- plan; #told -->

[short](#short)

Day: [day](#day)

- First: [first](#things.first)
- Second: [second](#things.second)

Which: [which](#which)

Order: [order](#order)
"""
"""An exercise with every place to write, all of it told in the plan but the journal, which never is."""
FRAMES = re.compile("[\u2500-\u259f]")
LABELS = ("Day", "First", "Second", "Which: Another", "Order")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The reader's own exercises."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    (folder / "everything.md").write_text(OWN, encoding="utf-8")
    return folder


def dirty(words: str) -> str:
    """The same with what a terminal would obey or what would turn the line around, and with other newlines."""
    return "\x07\u202e" + words.replace(" ", " \x1b\u2066\x00", 3).replace("\n", "\r\n") + "\x9b\u200f\x7f"


async def put(reader: Reader, words: str, *, typed: bool) -> None:
    """Type or paste into the place with the cursor."""
    await reader.until(lambda: isinstance(reader.app.focused, TextArea), "a place to write")
    area = reader.app.focused
    assert isinstance(area, TextArea)
    if typed:
        # As a terminal sends it, mark by mark; Pilot cannot press a letter that it has no name for.
        for letter in words:
            reader.app.post_message(events.Key(unicodedata.name(letter).lower().replace(" ", "_"), letter))
        await reader.pilot.pause()
    else:
        await reader.paste(dirty(words))
    await reader.until(lambda: area.text == words, "the very words")


async def saved_and_closed(reader: Reader) -> None:
    """Out of the exercise, back to the list."""
    await reader.press("escape")
    await reader.sees("You could go on with")


async def fill_in(reader: Reader, words: str, *, typed: bool = False) -> None:
    """Write the words wherever something can be written."""
    for question in ("short", "page-of-mine", "day"):
        await reader.opens("everything", question)
        await put(reader, words, typed=typed)
        await saved_and_closed(reader)
    await reader.opens("everything", "things")
    await put(reader, words, typed=typed)
    await reader.press("enter")
    await put(reader, words, typed=typed)
    await saved_and_closed_record(reader)
    await reader.opens("everything", "which")
    await reader.sees("Another")
    await reader.press("space")
    await put(reader, words, typed=typed)
    await saved_and_closed(reader)
    await reader.opens("everything", "order")
    await reader.until(lambda: reader.app.focused is not None, "the cursor")
    await reader.tabs_into_text()
    await put(reader, words, typed=typed)
    await reader.press("enter")
    await saved_and_closed(reader)


async def fill_in_boundary(reader: Reader, *fields: str, typed: bool = False) -> None:
    """Write what will not be accepted, what will be done, and the words for it."""
    await reader.opens("boundaries", "boundaries")
    for words, keys in zip(fields, (("enter", "tab"), ("tab",), ()), strict=False):
        await put(reader, words, typed=typed)
        await reader.press(*keys)
    await saved_and_closed_record(reader)


async def saved_and_closed_record(reader: Reader) -> None:
    """Out of the open record, then out of the exercise."""
    await reader.press("escape")
    await saved_and_closed(reader)


def in_lines(reader: Reader) -> str:
    """The words on the screen, without the frames around fields and cards."""
    return " ".join(FRAMES.sub(" ", reader.text).split())


async def finds(reader: Reader, *wanted: str) -> None:
    """Page through the screen until each of these was on it, in this order."""
    for words in wanted:
        while words not in in_lines(reader):
            before = reader.text
            await reader.press("pagedown")
            await reader.until(lambda before=before: reader.text != before, f"“{words}” below")  # type: ignore[misc]


def assert_kept(notebook: Notebook, words: str) -> None:
    """Every answer holds the very words; where there is one line on paper, on one line."""
    line = words.replace("\n", " ")
    answers = {name: answer.value for name, answer in only_entry(notebook, "everything").answers.items()}
    assert answers["short"] == answers["page-of-mine"] == words
    assert answers["day"] == Dated(line)
    (record,) = _records(answers["things"])
    assert record.fields == {"first": line, "second": words}
    assert answers["which"] == Ticked(("another",), {"another": line})
    ranked = answers["order"]
    assert isinstance(ranked, tuple)
    assert [item.text for item in ranked if isinstance(item, Ranked)] == [line]
    (boundary,) = _records(only_entry(notebook, "boundaries").answers["boundaries"].value)
    assert set(boundary.fields.values()) == {line}


def _records(value: object) -> tuple[Record, ...]:
    assert isinstance(value, tuple)
    return tuple(record for record in value if isinstance(record, Record))


def read_again(markdown: str) -> str:
    """The words of a Markdown document, as any other program reads them: blocks are parted by an empty line."""
    blocks: list[str] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        assert token.type not in ("html_block", "fence", "code_block", "table_open")
        if token.type == "inline":
            children = token.children or []
            assert not {"html_inline", "link_open", "image", "s_open", "code_inline"} & {each.type for each in children}
            breaks = {"hardbreak": "\n", "softbreak": "a soft break"}
            blocks.append("".join(breaks.get(each.type, each.content) for each in children))
    return "\n\n".join(blocks)


async def exported(reader: Reader, home: Path) -> str:
    """The copy that the reader makes of the plan."""
    await reader.press("3")
    await reader.sees("A copy for yourself")
    await reader.press("x")
    await reader.sees("It will be an ordinary file")
    await reader.press("enter")
    await reader.sees("Written to")
    await reader.press("escape")
    return (home / "notes.md").read_bytes().decode("utf-8")


@pytest.mark.parametrize("typed", [False, True], ids=["pasted", "typed"])
async def test_any_words_come_back_from_everywhere_as_they_were(
    tmp_path: Path, own: Path, home: Path, typed: bool
) -> None:
    folder = tmp_path / "notes"
    with Notebook.open(folder) as notebook:
        live(notebook, "welcome")
        async with opened(notebook, own=own, size=(100, 45)) as reader:
            await fill_in(reader, WORDS, typed=typed)
            await fill_in_boundary(reader, WORDS, WORDS, WORDS, typed=typed)
            await reader.leaves()
    with Notebook.open(folder) as notebook:
        assert_kept(notebook, WORDS)
        async with opened(notebook, own=own, size=(100, 45)) as reader:
            await every_place_shows(reader, WORDS)
            await reader.press("2")
            await reader.sees("My boundaries", WORDS, f"What I will do: {WORDS}", "Kept to myself")
            await reader.press("enter")
            await reader.sees("One of my boundaries", WORDS, f"My words: {WORDS}")
            await reader.press("escape", "3")
            await reader.sees("A copy for yourself")
            await finds(reader, *sorted_as_shown(in_plan(WORDS)))
            told = read_again(await exported(reader, home))
            await reader.leaves()
        for words in in_plan(WORDS):
            assert words in told
        assert_kept(notebook, WORDS)


def in_plan(words: str) -> list[str]:
    """How the plan tells the words, wherever they were written."""
    return [
        words,
        *(f"{label}: {words}" for label in LABELS),
        f"If this happens: {words}. I do this, quietly: {words}.",
    ]


def sorted_as_shown(lines: list[str]) -> list[str]:
    """The boundaries stand above what an exercise of the reader's own tells, as its part comes later."""
    return [lines[-1], *lines[:-1]]


async def every_place_shows(reader: Reader, words: str) -> None:
    """Each place to write holds the words again, and they can be seen there."""
    for question in ("short", "page-of-mine", "day"):
        await reader.opens("everything", question)
        await reader.until(lambda: isinstance(reader.app.focused, TextArea), "the place to write")
        assert isinstance(reader.app.focused, TextArea)
        assert reader.app.focused.text == words
        assert words in in_lines(reader)
        await saved_and_closed(reader)
    await reader.opens("everything", "things")
    await reader.until(lambda: f"> {words}" in in_lines(reader), "the card")
    assert f"Second: {words}" in in_lines(reader)
    await reader.press("enter")
    await reader.until(lambda: isinstance(reader.app.focused, TextArea), "the open card")
    assert isinstance(reader.app.focused, TextArea)
    assert reader.app.focused.text == words
    await saved_and_closed_record(reader)
    await reader.opens("everything", "which")
    await reader.until(lambda: f"[x] Another: {words}" in in_lines(reader), "what was written in")
    await saved_and_closed(reader)
    await reader.opens("everything", "order")
    await reader.until(lambda: f"1. {words}" in in_lines(reader), "the order")
    await saved_and_closed(reader)


async def test_a_hundred_kilobytes_come_back_from_everywhere_as_they_were(
    tmp_path: Path, own: Path, home: Path
) -> None:
    assert len(LONG.encode()) > 100_000
    folder = tmp_path / "notes"
    with Notebook.open(folder) as notebook:
        live(notebook, "welcome")
        async with opened(notebook, own=own) as reader:
            await fill_in(reader, LONG)
            await fill_in_boundary(reader, LONG)
            await reader.leaves()
    with Notebook.open(folder) as notebook:
        assert_kept(notebook, LONG)
        async with opened(notebook, own=own) as reader:
            for question in ("short", "page-of-mine"):
                await reader.opens("everything", question)
                await reader.until(lambda: isinstance(reader.app.focused, TextArea), "the place to write")
                assert "the end" in reader.text
                await reader.type("!")
                await reader.sees("the end!")
                await reader.press("backspace")
                await saved_and_closed(reader)
            await reader.press("2")
            await reader.sees("My boundaries", f"begin {MARKS}")
            told = read_again(await exported(reader, home))
            await reader.leaves()
        assert_kept(notebook, LONG)
    # Alone in its paragraph an answer keeps its lines; inside a sentence it runs on.
    assert LONG in told
    for label in LABELS:
        assert f"{label}: {' '.join(LONG.split())}" in told


async def test_mistakes_in_an_own_exercise_are_named_after_the_first_paint_and_all_else_works(
    tmp_path: Path, own: Path
) -> None:
    (own / "rest.md").write_text(BAD, encoding="utf-8")
    (own / "nothing.md").write_bytes(b"# Caf\xe9\n")
    with Notebook.open(tmp_path / "notes") as notebook:
        live(notebook, "welcome")
        async with opened(notebook, own=own, size=(120, 45)) as reader:
            await reader.sees("You could go on with", "Your own exercises need mending; everything else works:")
            named = "".join(FRAMES.sub("", reader.text).split())
            assert "“rest.md”:12:error" in named
            assert "`wishlist`" in named
            assert "“nothing.md”:1:errornot-utf-8" in named
            await reader.press("e", "end")
            await reader.sees("Everything")
            assert "A small rest" not in reader.words
            await reader.opens("rest")
            await reader.opens("everything", "short")
            await put(reader, "it works", typed=True)
            await saved_and_closed(reader)
            await reader.sees("Your own exercises need mending")
            await reader.leaves()
        assert only_entry(notebook, "everything").answers["short"].value == "it works"


async def test_reader_who_meets_the_first_screen_is_told_of_the_mistakes_on_the_list_too(own: Path) -> None:
    (own / "rest.md").write_text(BAD, encoding="utf-8")
    with Notebook.in_memory() as notebook:
        async with opened(notebook, own=own, size=(120, 45)) as reader:
            await reader.sees("Look around")
            await reader.press("down", "down", "enter")
            await reader.sees("You could go on with", "Your own exercises need mending", "rest.md")


async def test_first_boundary_is_written_at_once_where_only_the_order_was_answered_before() -> None:
    with Notebook.in_memory() as notebook:
        Sitting.open("boundaries", Library(), notebook, clock).answer("order", "no")
        async with opened(notebook) as reader:
            await reader.press("2")
            await reader.sees("You have not written a boundary yet")
            await reader.press("n")
            await reader.sees("What will you do, and when?")
            await reader.press("enter")
            await reader.press("shift+tab")
            await put(reader, "Shouting", typed=True)
            await reader.leaves()
        (boundary,) = _records(only_entry(notebook, "boundaries").answers["boundaries"].value)
        assert boundary.fields == {"behaviour": "Shouting"}


async def test_spoiled_folder_of_exercises_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "exercises").write_text("not a folder", encoding="utf-8")
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, own=tmp_path / "exercises") as reader:
            await reader.sees("You could go on with")
            await reader.press("enter")
            await reader.sees("Continue")


async def test_own_exercise_that_vanishes_while_the_workbook_is_open_harms_nothing(own: Path) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, own=own) as reader:
            (own / "everything.md").unlink()
            await reader.opens("everything", "short")
            await reader.until(lambda: isinstance(reader.app.focused, TextArea), "the exercise as it was checked")
            await reader.press("escape", "3")
            await reader.sees("A copy for yourself")
