"""One page: its marker, its prose and its questions."""

from workbook.authoring.body import Blank, Desk, walk
from workbook.authoring.ids import is_id
from workbook.authoring.markers import FORMS, ID, Clause, Marker, check_clauses, read_conditions, read_id
from workbook.authoring.outline import Section
from workbook.authoring.questions import read_question
from workbook.authoring.report import Report, did_you_mean, listed, quoted
from workbook.authoring.spaces import read_space
from workbook.model.exercise import Audience, Page, PageItem, Passage, Question
from workbook.model.prose import Quote


def page_name(section: Section, number: int) -> str:
    """The id of a page, before anything else of it is read."""
    clause = section.opener.first(ID) if section.opener else None
    return clause.value if clause and clause.value and is_id(clause.value) else f"page-{number}"


def read_page(section: Section, number: int, desk: Desk) -> Page:
    """The page that a section is."""
    report, marker = desk.report, section.opener
    name, line = page_name(section, number), section.line
    when = read_conditions(marker, report) if marker else ()
    plan: frozenset[Audience] = frozenset()
    if marker is not None:
        line = marker.line
        check_clauses(marker, FORMS[marker.name], report)
        read_id(marker, report)
        if marker.name == "plan":
            plan = _audiences(marker, report)
    desk.names.claim(name, line)
    desk.rules, desk.watches = [], []
    items = _items(section, bool(plan), desk)
    if when and not _says_for_whom(items):
        said = (
            "This page has a condition, which a reader on paper cannot see. "
            "Begin it with a `>` sentence that says whom it is for."
        )
        report.warn(line, "no-paper-sentence", said)
    return Page(name, section.words, items, when, tuple(desk.rules), tuple(desk.watches), plan, section.line)


def read_intro(section: Section, desk: Desk) -> tuple[Passage, ...]:
    """The prose under the title."""
    found = []
    for each in walk(section, desk):
        if isinstance(each, Passage):
            found.append(each)
        elif isinstance(each, Blank):
            _report_unasked(each, desk)
        else:
            said = f"The question {quoted(each.words)} stands on no page. Write a page's heading (`##`) above it."
            desk.report.error(each.line, "wrong-place", said)
    return tuple(found)


def _items(section: Section, plan: bool, desk: Desk) -> tuple[PageItem, ...]:
    items: list[PageItem] = []
    number = 0
    for found in walk(section, desk):
        if isinstance(found, Passage):
            items.append(found)
        elif isinstance(found, Blank):
            _report_unasked(found, desk)
        else:
            number += 1
            if plan:
                said = "A plan page asks nothing. Move the question to another page and link its answer here."
                desk.report.error(found.line, "wrong-place", said)
            question = read_question(found, number, desk)
            if question is not None:
                items.append(question)
    return tuple(items)


def _report_unasked(blank: Blank, desk: Desk) -> None:
    said = f"This looks like {blank.shape}, but no question asks for it. Write `###` and `<!-- ask: ... -->` above it."
    desk.report.error(blank.node.line, "shape-without-ask", said)
    read_space(blank.node, blank.shape, desk.report)


def _says_for_whom(items: tuple[PageItem, ...]) -> bool:
    passages = [item for item in items if isinstance(item, Passage)]
    passages += [passage for item in items if isinstance(item, Question) for passage in item.before]
    return any(isinstance(passage.block, Quote) and not passage.when for passage in passages)


def _audiences(marker: Marker, report: Report) -> frozenset[Audience]:
    found = {Audience.PRIVATE}
    for clause in marker.all("for"):
        for name in (part.strip() for part in (clause.value or "").split(",")):
            audience = _audience(name, clause, report)
            if audience is not None:
                found.add(audience)
    return frozenset(found)


def _audience(name: str, clause: Clause, report: Report) -> Audience | None:
    known = {audience.value: audience for audience in Audience}
    if name not in known:
        hint = did_you_mean(name, known) or f" They are {listed(known)}."
        report.error(clause.line, "bad-value", f"{quoted(name)} is nobody a plan is printed for.{hint}")
    return known.get(name)
