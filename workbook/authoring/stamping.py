"""`workbook stamp`: adds the markers to a plain worksheet, and changes nothing else of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import PurePath

from workbook.authoring.guesses import minutes_for
from workbook.authoring.ids import is_id, slug
from workbook.authoring.insertion import Inserted, Insertion, insert
from workbook.authoring.items import read_item
from workbook.authoring.outline import make_outline
from workbook.authoring.parser import parse
from workbook.authoring.prose import COMMENT
from workbook.authoring.report import Report
from workbook.authoring.scan import Node, scan
from workbook.authoring.source import read_source
from workbook.authoring.wiring import Wiring, wire_pages
from workbook.model.exercise import Exercise
from workbook.model.problem import Problem, Severity

_PLAIN = frozenset({"missing-ask", "shape-without-ask"})
"""What the parser says of a worksheet without markers, and what is said in other words here."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """What became of a worksheet."""

    text: str
    """With its markers; as it was if there are problems."""
    added: int = 0
    """How many markers were put in."""
    exercise: Exercise | None = None
    """What the stamped text is; None if there are problems."""
    guesses: tuple[tuple[int, str], ...] = ()
    """What its author should look at, each with its line in the stamped text."""
    problems: tuple[Problem, ...] = ()
    """What cannot be made sense of, with the lines of the text as it was."""


def stamp(text: str, file: str, *, part: str, name: str | None = None) -> Stamped:
    """Add the markers that a worksheet lacks. What is there already is kept, so doing it twice changes nothing.

    Args:
        text: The whole file.
        file: Its path, as problems show it.
        part: The part of the task list for an exercise that names none yet.
        name: The file it is written to, which gives the exercise its id; None if that is the same.
    """
    report = Report(file)
    source = read_source(text, report)
    if source is None or report.problems():
        return Stamped(text, problems=report.problems())
    inserted, count = _insert(text, source, name or file, part, report)
    parsed = parse(inserted.text, name or file)
    # Without a title there is no place for `exercise:`, and the title is what to mend.
    told = {"no-exercise", *(_PLAIN if report.problems() else ())}
    there = {problem.line for problem in report.problems()}
    mapped = (replace(problem, file=file, line=inserted.origin(problem.line)) for problem in parsed.problems)
    found = [
        *report.problems(),
        *(
            problem
            for problem in mapped
            if problem.severity is Severity.ERROR and problem.code not in told and problem.line not in there
        ),
    ]
    if not found and words_of(inserted.text) != words_of(text):
        said = "The markers do not fit in between the words somewhere. Please add them by hand: docs/authoring.md."
        found.append(Problem(file, 1, "words-changed", said))
    if found or parsed.exercise is None:
        order = sorted(set(found), key=lambda problem: (problem.line, problem.code))
        return Stamped(text, problems=tuple(order))
    return Stamped(inserted.text, count, parsed.exercise, inserted.guesses)


def _insert(text: str, source: str, file: str, part: str, report: Report) -> tuple[Inserted, int]:
    nodes = scan(source)
    outline = make_outline(nodes, Report(""))
    wiring = Wiring(source.split("\n"), report)
    wire_pages(outline, wiring)
    title = next(filter(_is_title, nodes), None)
    insertions = wiring.insertions
    if outline.exercise is None and title is not None:
        minutes = minutes_for(sum(len(words.split()) for _type, words in _words(nodes)), wiring.shapes)
        stem = PurePath(file).stem
        name = stem if is_id(stem) else slug(stem, "exercise")
        marker = f"<!-- exercise: #{name}; version: 1; part: {part}; minutes: {minutes} -->"
        guess = _("`minutes`; and `care: gentle`, `tender` or `hard` is yours to add")
        insertions = [Insertion(title.line, marker, guess=guess), *insertions]
    return insert(text, insertions), len(insertions)


def _is_title(node: Node) -> bool:
    return node.type == "heading" and node.token.tag == "h1" and node.token.markup.startswith("#")


def words_of(text: str) -> Sequence[tuple[str, str]]:
    """Every block of words in a worksheet, with its type, in order: all that a reader sees."""
    return _words(scan(read_source(text, Report("")) or ""))


def _words(nodes: Sequence[Node]) -> Sequence[tuple[str, str]]:
    return [
        (leaf.type, read_item(leaf).words if leaf.inline else leaf.token.content)
        for node in nodes
        for leaf in node.leaves()
        if not (leaf.type == "html_block" and leaf.token.content.lstrip().startswith(COMMENT))
    ]
