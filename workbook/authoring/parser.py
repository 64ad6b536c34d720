"""From the text of a Markdown file to an exercise, and what is wrong with it."""

from dataclasses import dataclass

from workbook.authoring.body import Desk
from workbook.authoring.front import read_head
from workbook.authoring.ids import Namespace
from workbook.authoring.outline import check_depth, make_outline
from workbook.authoring.pages import page_name, read_intro, read_page
from workbook.authoring.prose import ProseReader
from workbook.authoring.report import Report
from workbook.authoring.scan import scan
from workbook.authoring.source import read_source
from workbook.model.exercise import Exercise
from workbook.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a file."""

    exercise: Exercise | None
    """As much of it as could be read; None without a title or an `exercise:` marker, or beyond the bounds of a file."""
    problems: tuple[Problem, ...]
    """In the order of their lines. References are not judged here: the checker does that."""


def parse(text: str, file: str, *, language: str = "en", own: bool = False) -> Parsed:
    """Read an exercise. Any text gives one, or problems.

    Args:
        text: The whole file.
        file: Its path, as problems show it. The exercise's id has to be its name without `.md`.
        language: The language of its words.
        own: Whether it comes from the reader's own folder.
    """
    report = Report(file)
    source = read_source(text, report)
    exercise = None if source is None else _read(source, file, language, own, report)
    return Parsed(exercise, report.problems())


def _read(source: str, file: str, language: str, own: bool, report: Report) -> Exercise | None:
    nodes = scan(source)
    check_depth(nodes, report)
    outline = make_outline(nodes, report)
    names = [page_name(section, number) for number, section in enumerate(outline.pages, 1)]
    desk = Desk(
        report,
        ProseReader(frozenset(names), report),
        Namespace(report, "Each page, question and rule"),
        Namespace(report, "Each aim"),
    )
    intro = read_intro(outline.intro, desk)
    pages = tuple(read_page(section, number, desk) for number, section in enumerate(outline.pages, 1))
    if not outline.title:
        report.error(1, "no-title", "The file has no title. Write `# Title` on its first line.")
    if outline.exercise is None:
        said = (
            "The `exercise:` marker is missing. Write `<!-- exercise: #id; version: 1 -->` under the title, or let "
            "`workbook stamp` add every marker to the file."
        )
        report.error(1, "no-exercise", said)
    if not outline.title or outline.exercise is None:
        return None
    head = read_head(outline.exercise, outline.title, file, language, own, report)
    return Exercise(head, intro, pages)
