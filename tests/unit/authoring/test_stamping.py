import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.authoring.checker import check
from workbook.authoring.insertion import Insertion, insert
from workbook.authoring.library import Library
from workbook.authoring.parser import parse
from workbook.authoring.stamping import Stamped, stamp, words_of
from workbook.model.exercise import Exercise, Question
from workbook.model.kinds import KINDS
from workbook.model.problem import Severity
from workbook.model.values import FieldKind

SHIPPED = sorted((Path(__file__).parents[3] / "workbook" / "exercises" / "en").glob("*.md"))
COMMENT = re.compile(r"[ \t]*<!--.*?-->", re.DOTALL)
LINK = re.compile(r"\[([^][]*)\]\([^)]*\)")
PAGE = "# Rest\n\n## One page\n\n"

each_shipped = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)


def stamped(text: str, file: str = "rest.md", part: str = "care") -> Stamped:
    return stamp(text, file, part=part)


def made(text: str, file: str = "rest.md") -> Exercise:
    found = stamped(text, file)
    assert [str(problem) for problem in found.problems] == []
    assert found.exercise is not None
    return found.exercise


def asked(*lines: str, question: str = "What is it?") -> Question:
    (question_made,) = made("\n".join([PAGE, f"### {question}", "", *lines, ""])).questions
    return question_made


def told(text: str, file: str = "rest.md") -> list[tuple[int, str]]:
    found = stamped(text, file)
    assert found.text == text
    return [(problem.line, problem.code) for problem in found.problems]


def assert_only_markers_were_added(before: str, after: str) -> None:
    letters = iter(after)
    assert all(letter in letters for letter in before)
    added = COMMENT.sub("", after).split()
    assert added == COMMENT.sub("", before).split()
    assert words_of(after) == words_of(before)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("- [ ] Tea", "- [ ] A walk"), "checklist"),
        (("- ( ) Yes", "- ( ) No"), "choice"),
        (("*low* 1 2 3 4 *high*",), "scale"),
        (("........",), "short"),
        (("........", "........"), "journal"),
        (("........", "", "........", "", "........"), "journal"),
        (("- Name: ........", "- Safe: ( ) Yes ( ) No"), "records"),
        (("1. ........", "2. ........"), "ranked"),
        (("- [ ] Rest", "- [ ] Work", "", "1. ........", "1. ........"), "ranked"),
    ],
)
def test_shape_on_paper_says_what_is_asked(lines: tuple[str, ...], kind: str) -> None:
    assert asked(*lines).kind == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many times was it?", "number"),
        ("¿Cuántas veces?", "number"),
        ("When will you look at it again?", "date"),
        ("What is the date of the hearing?", "date"),
        ("¿Desde cuándo?", "date"),
        ("When I go there, who knows?", "short"),
        ("Whom could you call?", "short"),
    ],
)
def test_question_over_one_dotted_line_that_asks_how_many_or_when_is_guessed_and_told(question: str, kind: str) -> None:
    found = stamped(f"{PAGE}### {question}\n\n........\n")
    assert found.exercise is not None
    assert next(found.exercise.questions).kind == kind
    said = [words for line, words in found.guesses if "ask:" in found.text.split("\n")[line - 1]]
    assert bool(said) == (kind != "short")


def test_every_kind_can_come_out_of_a_plain_worksheet() -> None:
    shapes = ("- [ ] a", "- ( ) a", "*a* 1 2 *b*", "........", "........\n........", "- A: ........", "1. ........")
    questions = ("What is it?", "How many?", "What date?")
    assert {asked(shape, question=question).kind for shape in shapes for question in questions} == set(KINDS)


def test_ids_come_from_the_words_and_differ_from_each_other() -> None:
    question = asked("- [ ] Café at noon", "- [ ] Cafe at noon", "- [ ] Don\u2019t know")
    assert [option.id for option in question.options] == ["cafe-at-noon", "cafe-at-noon-2", "dont-know"]
    exercise = made(f"{PAGE}### One page\n\n........\n\n## One page\n\n### One page\n\n........\n")
    assert [page.id for page in exercise.pages] == ["one-page", "one-page-3"]
    assert [question.id for question in exercise.questions] == ["one-page-2", "one-page-4"]


def test_script_that_makes_no_id_is_numbered() -> None:
    exercise = made("# Отдых\n\n## Сегодня\n\n### Что?\n\n- [ ] Чай\n- [ ] Сон\n\n### Кто?\n\n- Имя: ........\n")
    assert [page.id for page in exercise.pages] == ["page-1"]
    first, second = exercise.questions
    assert [first.id, second.id] == ["question-1", "question-2"]
    assert [option.id for option in first.options] == ["option-1", "option-2"]
    assert [field.id for field in second.fields] == ["field-1"]


def test_fields_of_a_record_get_ids_and_the_first_is_required() -> None:
    question = asked("- Name: ........", "- From when: ........", "- How many: ........", "- Safe: ( ) Yes ( ) No")
    assert [(field.id, field.kind, field.required) for field in question.fields] == [
        ("name", FieldKind.SHORT, True),
        ("from-when", FieldKind.DATE, False),
        ("how-many", FieldKind.NUMBER, False),
        ("safe", FieldKind.CHOICE, False),
    ]
    assert [option.id for option in question.fields[3].options] == ["yes", "no"]


@pytest.mark.parametrize(
    "line",
    [
        "- Safe: ( ) Yes ( ) No",
        "- Safe: ( ) Yes <!-- #yes --> ( ) No",
        "- Safe: ( ) Yes ( ) No <!-- #no -->",
        "- Safe: ( ) Yes ( ) No <!-- #safe; choice -->",
        "- Safe: ( ) Yes <!-- #yes --> ( ) No <!-- #safe; choice -->",
        "- Safe: ( ) Yes ( ) No <!-- #no --> <!-- #safe; choice -->",
        "- Safe: ( ) Yes\n  ( )\n  No",
        "- Safe: ( ) **Yes** ( ) `No`",
    ],
)
def test_answers_in_a_line_get_their_ids_beside_those_that_are_there(line: str) -> None:
    (field,) = asked(line).fields
    assert (field.id, field.kind) == ("safe", FieldKind.CHOICE)
    assert [option.id for option in field.options] == ["yes", "no"]


@pytest.mark.parametrize(
    ("last", "alone"),
    [
        ("None of these", True),
        ("Nothing for now", True),
        ("I'd rather not say", True),
        ("Ninguna de estas", True),
        ("No estoy segura", True),
        ("Something else: ........", False),
        ("None of it matters: ........", False),
        ("A walk", False),
    ],
)
def test_last_answers_that_stand_alone_are_guessed_and_told(last: str, alone: bool) -> None:
    found = stamped(f"{PAGE}### What?\n\n- [ ] Nothing but tea\n- [ ] Bread\n- [ ] {last}\n")
    assert found.exercise is not None
    options = next(found.exercise.questions).options
    assert [option.alone for option in options] == [False, False, alone]
    assert any("alone" in found.text.split("\n")[line - 1] for line, _said in found.guesses) == alone


def test_marker_of_the_exercise_holds_the_name_of_the_file_and_guesses() -> None:
    head = made(f"{PAGE}### What?\n\n........\n", "deep/down/my-rest.md").head
    assert (head.id, head.version, head.part, head.minutes, head.care) == ("my-rest", 1, "care", 1, None)
    other = stamp(f"{PAGE}### What?\n\n........\n", "draft.md", part="what-matters", name="my-rest.md").exercise
    assert other is not None
    assert (other.head.id, other.head.part) == ("my-rest", "what-matters")


def test_markers_that_are_there_are_kept() -> None:
    text = (
        "# Rest\n\n<!-- exercise: #rest; version: 3; part: trying; care: hard -->\n\n## First\n\n"
        "<!-- page: #what; when: welcome.md#shared includes home -->\n\n> For some.\n\n"
        "### What?\n\n<!-- ask: short #why; optional -->\n\n........\n\n........\n\n"
        "### Which?\n\n- [ ] Tea <!-- #which; was: #tea -->\n- [ ] Which\n- [ ] Tea\n"
    )
    found = stamped(text)
    assert_only_markers_were_added(text, found.text)
    exercise = found.exercise
    assert exercise is not None
    assert (exercise.head.version, exercise.head.minutes, exercise.pages[0].id) == (3, None, "what")
    why, which = exercise.questions
    assert (why.kind, why.optional, which.id) == ("short", True, "which")
    assert [option.id for option in which.options] == ["which", "which-2", "tea-2"]


def test_line_ends_byte_order_mark_tabs_and_a_missing_last_line_end_are_kept() -> None:
    text = "\ufeff# Rest\r\n## One\t\r\n### What?\r\n-\t[ ] Tea  \r\n* [ ] Bread\n### Why?\n\n\n........"
    found = stamped(text.replace("* ", "-  "))
    assert found.text == (
        "\ufeff# Rest\r\n\r\n<!-- exercise: #rest; version: 1; part: care; minutes: 1 -->\r\n\r\n"
        "## One\t\r\n\r\n<!-- page: #one -->\r\n\r\n### What?\r\n\r\n<!-- ask: checklist #what -->\r\n\r\n"
        "-\t[ ] Tea <!-- #tea -->  \r\n-  [ ] Bread <!-- #bread -->\n"
        "### Why?\n\n<!-- ask: short #why -->\n\n\n........"
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("No title\n", [(1, "no-title")]),
        ("", [(1, "no-title")]),
        (f"{PAGE}### What?\n\nNothing here.\n", [(5, "no-answer-space")]),
        (f"{PAGE}### What?\n\nName: ________\n", [(5, "no-answer-space")]),
        (f"{PAGE}### What?\n\n( ) Yes\n( ) No\n", [(5, "no-answer-space")]),
        (f"{PAGE}### What?\n\n- [ ] a\n\n........\n", [(9, "mixed-answer")]),
        (f"{PAGE}Write here:\n\n........\n", [(7, "shape-without-ask")]),
        ("# Rest\n\n........\n\n## One\n", [(3, "shape-without-ask")]),
        ("# Rest\n\n### What?\n\n........\n", [(3, "wrong-place")]),
        (f"{PAGE}### What?\n\n- [x] a\n- [ ] b\n", [(7, "ticked-box")]),
        (f"{PAGE}### What?\n\n*low* 1 2 4 *high*\n", [(7, "scale-gap")]),
        (f"{PAGE}### What?\n\n- ........\n", [(7, "missing-words")]),
        (f"{PAGE}### What?\n\n<!-- ask: wishlist #what -->\n\n- [ ] a\n", [(7, "unknown-kind")]),
        (f"{PAGE}### What?\n\n- [ ] a <!— #a —>\n", [(7, "long-dash"), (7, "long-dash")]),
        (f"{PAGE}### What?\n\n- A: ( ) x &#40; &#41; y\n", [(7, "mixed-list")]),
        ("# Rest\n\n## One\n\n" + "a" * 5000, [(5, "line-too-long")]),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line_and_nothing_is_changed(
    text: str, problems: list[tuple[int, str]]
) -> None:
    assert told(text) == problems


def test_line_of_a_problem_is_that_of_the_text_as_it_was() -> None:
    good = "### What?\n- [ ] a\n- [ ] b\n"
    assert told(f"# Rest\n## One\n{good}## Two\n{good}### Last\n- [ ] a\n- [x] b\n") == [(12, "ticked-box")]


def test_file_whose_name_is_no_id_is_told_what_to_be_called() -> None:
    (problem,) = stamped(f"{PAGE}### What?\n\n........\n", "My Rest.md").problems
    assert "`my-rest.md`" in problem.message


def worksheet(text: str) -> str:
    """A file as its author wrote it before anything was stamped. Answers that only `from:` offers are not on paper."""

    def drop(match: re.Match[str]) -> str:
        return match.group() if "from:" in match.group() else ""

    return LINK.sub(r"\1", COMMENT.sub(drop, text))


@each_shipped
def test_shipped_exercise_without_its_comments_comes_back_with_the_same_kinds(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    original = parse(text, path.name).exercise
    assert original is not None
    file = tmp_path / f"my-{path.name}"
    found = stamped(worksheet(text), str(file))
    assert found.problems == ()
    assert found.exercise is not None
    pairs = list(zip(original.questions, found.exercise.questions, strict=True))
    # Dotted lines look the same on paper whatever they are for.
    assert [KINDS[one.kind].shapes for one, _other in pairs] == [KINDS[other.kind].shapes for _one, other in pairs]
    assert [len(one.options) for one, _other in pairs] == [len(other.options) for _one, other in pairs]
    assert [len(one.fields) for one, _other in pairs] == [len(other.fields) for _one, other in pairs]
    assert_only_markers_were_added(worksheet(text), found.text)
    assert stamped(found.text, str(file)).text == found.text
    file.write_text(found.text, encoding="utf-8")
    errors = [each for each in check([file], Library()) if each.severity is Severity.ERROR]
    # The marker that was kept names an id that is called by its words now, and the title is that of a shipped one.
    assert {each.code for each in errors} <= {"unknown-question", "taken-title"}


@each_shipped
def test_shipped_exercise_lacks_no_marker(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = stamped(text, path.name)
    assert found.problems == ()
    assert (found.text, found.added) == (text, 0)


@st.composite
def partly_stripped(draw: st.DrawFn) -> tuple[str, str]:
    """A shipped exercise without some of its markers, with the line ends of some system."""
    path = draw(st.sampled_from(SHIPPED))
    chance = draw(st.randoms(use_true_random=False))

    def drop(match: re.Match[str]) -> str:
        return match.group() if "from:" in match.group() or chance.random() < 0.5 else ""

    text = COMMENT.sub(drop, path.read_text(encoding="utf-8"))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return path.name, mark + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


@settings(max_examples=40, deadline=None)
@given(partly_stripped())
def test_missing_markers_are_put_back_and_no_word_is_touched(case: tuple[str, str]) -> None:
    file, text = case
    found = stamped(text, file)
    assert [str(problem) for problem in found.problems] == []
    assert_only_markers_were_added(text, found.text)
    again = stamped(found.text, file)
    assert (again.text, again.added) == (found.text, 0)


LETTERS = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=12)
ODD = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=8)
WORDS = st.builds("{}{}".format, LETTERS, st.one_of(st.just(""), ODD))
LINES = (
    "- [ ] {}",
    "*  ( ) {}",
    "- {}: ........",
    "-\t{}: ( ) {} ( ) {}",
    "........",
    "*{}* 1 2 3 *{}*",
    "1. ........",
)


@st.composite
def worksheets(draw: st.DrawFn) -> str:
    """Something like a worksheet, of any words."""

    def written(form: str) -> str:
        return form.format(*(draw(WORDS) for _ in range(form.count("{}"))))

    lines = [written("# {}"), *draw(st.sampled_from([[], [""], ["", written("{}"), ""]]))]
    for _ in range(draw(st.integers(1, 3))):
        lines += [written("## {}"), *draw(st.sampled_from([[], [""], ["", written("> {}"), "", written("{}"), ""]]))]
        for _ in range(draw(st.integers(0, 3))):
            form = draw(st.sampled_from(LINES))
            count = draw(st.integers(1, 1 if "1 2 3" in form else 4))
            lines += [written("### {}"), *draw(st.sampled_from([[], [""], ["", written("{}"), ""]]))]
            lines += [written(form) + draw(st.sampled_from(["", "  ", "\t"])) for _ in range(count)] + [""]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


@settings(max_examples=200, deadline=None)
@given(worksheets())
def test_any_words_are_stamped_or_refused_and_never_changed(text: str) -> None:
    found = stamped(text)
    if found.problems:
        assert found.text == text
        lines = re.split("\r\n?|\n", text)
        assert all(1 <= problem.line <= len(lines) for problem in found.problems)
        return
    assert_only_markers_were_added(text, found.text)
    assert stamped(found.text).text == found.text
    errors = [each for each in parse(found.text, "rest.md").problems if each.severity is Severity.ERROR]
    assert errors == []


@settings(deadline=None)
@given(st.text())
def test_any_text_is_stamped_or_refused(text: str) -> None:
    found = stamped(text)
    assert found.problems or words_of(found.text) == words_of(text)


def test_place_in_the_first_line_does_not_count_the_byte_order_mark() -> None:
    assert insert("\ufeffTea", [Insertion(1, "!", 3)]).text == "\ufeffTea!"


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("( ) Yes\n( ) No", "begins with a dash"),
        ("[ ] Wash", "begins with a dash"),
        ("____", "made of dots"),
        ("Words.", "dotted"),
    ],
)
def test_what_is_not_a_place_to_answer_is_told_how_to_be_one(below: str, told: str) -> None:
    (problem,) = stamped(f"{PAGE}### What?\n\n{below}\n").problems
    assert told in problem.message


def test_part_is_no_guess_for_its_author_to_look_at() -> None:
    found = stamp(f"{PAGE}### What?\n\n........\n", "my-rest.md", part="care")
    said = [words for line, words in found.guesses if "exercise:" in found.text.split("\n")[line - 1]]
    assert len(said) == 1
    assert "`minutes`" in said[0]
    assert "part" not in said[0]
