"""Every page of every shipped exercise is at most two screens long in a terminal of 80 by 24.

Measured where it is read: on the working screen, with everything on it that a condition could show. What the reader
wrote is short: of every list on the page one record, and what was named elsewhere and is offered here three times. The
form of a record, which opens for one at a time and is gone through from field to field, is measured for itself: as it
opens, and with every field that an answer in it can bring.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.ui.opened import SHIPPED, Reader, clock, opened
from workbook.guide.sitting import Sitting
from workbook.model.condition import Ref
from workbook.model.exercise import Exercise, Field, Page, PageItem, Passage, Question
from workbook.model.values import Dated, FieldKind, FieldValue, Ranked, Record, Ticked, Value
from workbook.screens.page_view import PageView
from workbook.screens.requests import INTRO
from workbook.screens.working import WorkingScreen
from workbook.store.notebook import Notebook
from workbook.widgets.record_form import RecordForm

SCREENS = 2
FORM_SCREENS = 2.5
WHOLE_FORM_SCREENS = 3
NAMED = 3
"""How many values, supporters or boundaries were written elsewhere."""
AT_ONCE = 12
"""Pages that are laid out together."""


def unconditional(exercise: Exercise) -> Exercise:
    """The exercise with all of its words at once."""
    pages = tuple(
        replace(page, when=(), items=tuple(map(_item, page.items))) for page in exercise.pages if not page.is_plan
    )
    return replace(exercise, intro=tuple(replace(each, when=()) for each in exercise.intro), pages=pages)


def _item(item: PageItem) -> PageItem:
    if isinstance(item, Passage):
        return replace(item, when=())
    return replace(
        item,
        when=(),
        before=tuple(replace(each, when=()) for each in item.before),
        after=tuple(replace(each, when=()) for each in item.after),
        options=tuple(replace(each, when=()) for each in item.options),
        fields=tuple(replace(each, when=()) for each in item.fields),
    )


def taken_from(exercise: Exercise) -> Iterator[Ref]:
    """What it asks about, or offers, from elsewhere."""
    for question in exercise.questions:
        yield from filter(None, (question.for_each, question.offers, *(field.offers for field in question.fields)))


def named(question: Question, times: int) -> Value | None:
    """What a reader may have named."""
    first = [option.id for option in question.options if not option.alone][:times]
    match question.kind:
        case "ranked":
            return tuple(map(Ranked, first))
        case "checklist":
            return Ticked(tuple(first))
        case "records":
            fields = {field.id: _field_value(field) for field in question.fields}
            return tuple(Record(f"r{number}", fields) for number in range(times))
    return None


def _field_value(field: Field) -> FieldValue:
    match field.kind:
        case FieldKind.CHOICE:
            return field.options[0].id if field.options else ""
        case FieldKind.NUMBER:
            return 3
        case FieldKind.DATE:
            return Dated("in spring")
        case _:
            return "A few words of my own"


def sat_down(exercise: Exercise, notebook: Notebook, *, records: int) -> Sitting:
    """At an exercise, after what it takes from elsewhere was named there, with so many records in its own lists."""
    for ref in taken_from(exercise):
        home = SHIPPED.exercise(ref.exercise) if ref.exercise else exercise
        question = home.question(ref.question) if home else None
        if home and question and (ref.exercise or question.kind != "records"):
            Sitting(home, SHIPPED, notebook, clock).answer(question.id, named(question, NAMED))
    sitting = Sitting(exercise, SHIPPED, notebook, clock)
    for question in exercise.questions if records else ():
        if question.kind == "records":
            sitting.answer(question.id, named(question, records))
    sitting.refresh()
    return sitting


def batched(pages: Sequence[Page], size: int) -> Iterator[Sequence[Page]]:
    return (pages[start : start + size] for start in range(0, len(pages), size))


async def measured(
    host: WorkingScreen, reader: Reader, exercise: Exercise, *, records: int
) -> dict[str, tuple[float, float]]:
    """How many screens each page is long, and the longest form that is open on it."""
    pages = (Page(INTRO, exercise.head.title, exercise.intro), *exercise.pages)
    holder = host.query_one("#page")
    room = holder.size.height
    found: dict[str, tuple[float, float]] = {}
    with Notebook.in_memory() as notebook:
        sitting = sat_down(exercise, notebook, records=records)
        for batch in batched(pages, AT_ONCE):
            # Each in a strip of its own: it is as wide as it is, and lays out all that it would scroll through.
            views = {f"{exercise.id}, “{page.title}” ({page.id})": PageView(page, sitting) for page in batch}
            async with host.batch():
                await holder.remove_children()
                await holder.mount_all(views.values())
            await reader.pilot.pause()
            for name, view in views.items():
                form = max((form.virtual_region.height for form in view.query(RecordForm)), default=0)
                found[name] = (view.virtual_size.height / room, form / room)
    return found


def with_records(exercise: Exercise) -> Exercise:
    """Only the pages that have a form."""
    pages = (page for page in exercise.pages if any(question.kind == "records" for question in page.questions))
    return replace(exercise, pages=tuple(pages))


def with_fields_of(original: Exercise, exercise: Exercise) -> Exercise:
    """The exercise with the conditions that the original has on fields: in a new record, none of them holds."""

    def back(item: PageItem) -> PageItem:
        asked = original.question(item.id) if isinstance(item, Question) else None
        return replace(item, fields=asked.fields) if isinstance(item, Question) and asked else item

    return replace(exercise, pages=tuple(replace(page, items=tuple(map(back, page.items))) for page in exercise.pages))


async def test_no_page_of_a_shipped_exercise_is_longer_than_two_screens() -> None:
    pages: dict[str, float] = {}
    forms: dict[str, float] = {}
    whole_forms: dict[str, float] = {}
    notebook = Notebook.in_memory()
    async with opened(notebook, size=(80, 24)) as reader:
        host = WorkingScreen(Sitting.open("welcome", SHIPPED, notebook, clock))
        await reader.app.push_screen(host)
        await reader.pilot.pause()
        for head in SHIPPED.heads():
            found = SHIPPED.exercise(head.id)
            assert found is not None
            exercise = unconditional(found)
            closed = await measured(host, reader, exercise, records=1)
            pages |= {name: page for name, (page, _form) in closed.items()}
            if (asking := with_records(exercise)).pages:
                whole = await measured(host, reader, asking, records=0)
                whole_forms |= {name: form for name, (_page, form) in whole.items() if form}
                as_it_opens = await measured(host, reader, with_fields_of(found, asking), records=0)
                forms |= {name: form for name, (_page, form) in as_it_opens.items() if form}
    assert min(pages.values()) > 0
    assert forms
    assert {name: round(long, 2) for name, long in pages.items() if long > SCREENS} == {}
    assert {name: round(long, 2) for name, long in forms.items() if long > FORM_SCREENS} == {}
    assert {name: round(long, 2) for name, long in whole_forms.items() if long > WHOLE_FORM_SCREENS} == {}
