import re
from pathlib import Path

import mdformat
import pytest

from workbook.authoring.parser import parse
from workbook.authoring.skeleton import skeleton, unlined
from workbook.model.condition import Condition, Op, Ref
from workbook.model.exercise import Audience, Exercise, Field, Option, Passage, Question, Scale, Watch
from workbook.model.head import Care, Head, Repeat
from workbook.model.prose import GoTo, Paragraph, Quote, Recall, Text, inlines_of
from workbook.model.values import FieldKind

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "parser" / "boundaries.md"
SHIPPED = Path(__file__).parents[3] / "workbook" / "exercises" / "en"
OPENING = "# Title\n\n<!-- exercise: #it; version: 1 -->\n\n"


def silent(text: str, file: str = "it.md") -> Exercise:
    parsed = parse(text, file)
    assert [str(problem) for problem in parsed.problems] == []
    assert parsed.exercise is not None
    return parsed.exercise


def example() -> Exercise:
    return silent(EXAMPLE.read_text("utf-8"), "boundaries.md")


def asked(page: str) -> Question:
    return next(silent(f"{OPENING}## Page\n\n{page}").questions)


def test_example_of_the_format_parses_silently() -> None:
    exercise = example()

    assert exercise.head == Head(
        "boundaries", "Boundaries", 1, "en", "boundaries", 15, after=("values",), repeat=Repeat.ONCE, line=3
    )
    assert [page.title for page in exercise.pages] == [
        "What I have been living with",
        "What I am protecting",
        "My boundaries",
        "For my plan",
    ]
    assert [(question.id, question.kind) for question in exercise.questions] == [
        ("seen", "checklist"),
        ("safe", "scale"),
        ("crossed", "journal"),
        ("boundaries", "records"),
    ]


def test_every_line_is_the_line_in_the_file() -> None:
    lines = EXAMPLE.read_text("utf-8").split("\n")
    exercise = example()

    assert lines[exercise.head.line - 1].startswith("<!-- exercise")
    assert all(lines[page.line - 1] == f"## {page.title}" for page in exercise.pages)
    for question in exercise.questions:
        assert lines[question.line - 1] == f"### {question.words}"
        assert all(f"#{option.id}" in lines[option.line - 1] for option in question.options)
        assert all(f"#{field.id}" in lines[field.line - 1] for field in question.fields)
    recalls = [
        inline
        for page in exercise.pages
        for item in page.items
        if isinstance(item, Passage)
        for inline in inlines_of(item.block)
        if isinstance(inline, Recall)
    ]
    assert len(recalls) == 7
    assert all(f"[{recall.words}]" in lines[recall.line - 1] for recall in recalls)


def test_options_keep_their_words_flags_and_room_for_words() -> None:
    seen = example().question("seen")

    assert seen is not None
    assert unlined(seen.options) == (
        Option("phone", "Reads my phone or messages"),
        Option("threats", "Threatens to hurt me, themselves or the pets"),
        Option("other", "Something else", write_in=True),
        Option("none", "None of these", alone=True),
    )
    assert seen.at_least == 1
    assert unlined(seen.before) == (Passage(Paragraph((Text("Tick as many as are true. Nobody is keeping score."),))),)


def test_fields_keep_their_kinds_and_answers() -> None:
    boundaries = example().question("boundaries")

    assert boundaries is not None
    assert (boundaries.at_least, boundaries.at_most) == (1, 12)
    assert unlined(boundaries.fields) == (
        Field("behaviour", "What I will not accept", required=True),
        Field(
            "safe",
            "Safe to tell them",
            FieldKind.CHOICE,
            options=(Option("yes", "Yes"), Option("unsure", "Not sure"), Option("no", "No")),
        ),
        Field("statement", "My words, said aloud or kept for me"),
        Field("consequence", "What I will do", required=True),
        Field("since", "From this date", FieldKind.DATE),
    )


def test_passage_behind_the_answer_space_belongs_to_its_question() -> None:
    safe = example().question("safe")

    assert safe is not None
    assert safe.scale == Scale(1, 10, "Not safe at all", "Completely safe")
    (passage,) = safe.after
    assert passage.urgent
    assert passage.when == (Condition(Ref(None, "safe"), Op.AT_MOST, ("3",), line=27),)
    assert isinstance(passage.block, Quote)
    assert [inline for inline in inlines_of(passage.block) if isinstance(inline, GoTo)] == [
        GoTo((Text("the safety page"),), "safety")
    ]


def test_plan_page_names_its_audiences_and_repeats_under_conditions() -> None:
    page = example().pages[-1]

    assert page.is_plan
    assert page.plan == {Audience.PRIVATE, Audience.ADVOCATE}
    assert page.id == "page-4"
    assert [item.when[0].values for item in page.items if isinstance(item, Passage) and item.when] == [
        ("yes",),
        ("unsure", "no"),
    ]


def test_head_reads_every_clause() -> None:
    text = (
        "# Title\n\n<!--\nexercise: #it\nversion: 12\npart: see-clearly\nminutes: 7\nafter: one.md, two.md\n"
        "repeat: any time\ncare: hard\nwhen: safety.md#clear\n-->\n"
    )

    parsed = parse(text, "de/it.md", language="de", own=True)

    assert parsed.problems == ()
    assert parsed.exercise is not None
    assert parsed.exercise.head == Head(
        "it",
        "Title",
        12,
        "de",
        "see-clearly",
        7,
        ("one", "two"),
        Repeat.ANY_TIME,
        Care.HARD,
        (Condition(Ref("safety", "clear"), Op.HOLDS, line=11),),
        own=True,
        line=4,
    )


def test_question_reads_every_clause_of_its_marker() -> None:
    question = asked(
        "### Which?\n\n<!-- ask: checklist #which; at least: 1; at most: 2; from: a.md#b.c; was: #what; optional; "
        "when: #x is yes; when: not #y -->\n\n- [ ] One <!-- #one; was: #eins; when: #x is no -->\n"
    )

    assert (question.at_least, question.at_most, question.was, question.optional) == (1, 2, "what", True)
    assert question.offers == Ref("a", "b", "c")
    assert [condition.op for condition in question.when] == [Op.IS, Op.HOLDS_NOT]
    assert (question.options[0].was, question.options[0].when[0].values) == ("eins", ("no",))


def test_scale_may_be_asked_for_each_item_and_needs_no_particular_emphasis() -> None:
    question = asked("### How?\n\n<!-- ask: scale #how; for each: #top -->\n\n_None at\nall_ -1 0 1\n2 __All__\n")

    assert question.for_each == Ref(None, "top")
    assert question.scale == Scale(-1, 2, "None at all", "All")


@pytest.mark.parametrize(
    ("dots", "room"),
    [("....", 1), ("……", 1), ("........ .....\n......", 3), ("........\n\n........\n\n........", 3)],
)
def test_dotted_lines_say_how_much_room_there_is(dots: str, room: int) -> None:
    assert asked(f"### What?\n\n<!-- ask: short #what -->\n\n{dots}\n").room == room


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("1", "1", "1")])
def test_slots_of_a_ranked_list_are_its_limit(numbers: tuple[str, ...]) -> None:
    slots = "\n".join(f"{number}. ........" for number in numbers)

    plain = asked(f"### Which?\n\n<!-- ask: ranked #which -->\n\n{slots}\n")
    pooled = asked(f"### Which?\n\n<!-- ask: ranked #which; at most: 2 -->\n\n- [ ] Rest <!-- #rest -->\n\n{slots}\n")

    assert (plain.room, plain.at_most, plain.options) == (3, 3, ())
    assert (pooled.room, pooled.at_most, [option.id for option in pooled.options]) == (3, 2, ["rest"])


def test_answers_may_come_from_an_earlier_record_alone() -> None:
    question = asked("### Which?\n\n<!-- ask: choice #which; from: #people.name -->\n\n....................\n")
    field = asked(
        "### Which?\n\n<!-- ask: records #which -->\n\n- Whose: ........ <!-- #whose; choice; from: #people.name -->\n"
    ).fields[0]

    assert (question.offers, question.options) == (Ref(None, "people", "name"), ())
    assert (field.offers, field.kind) == (Ref(None, "people", "name"), FieldKind.CHOICE)


def test_field_keeps_conditions_and_other_flags() -> None:
    fields = asked(
        "### Who?\n\n<!-- ask: records #who -->\n\n- Name: ........ <!-- #name; long; was: #who -->\n"
        "- Age: ........ <!-- #age; number; required; when: #name is answered -->\n"
    ).fields

    assert (fields[0].kind, fields[0].was) == (FieldKind.LONG, "who")
    assert (fields[1].kind, fields[1].required, fields[1].when[0].op) == (FieldKind.NUMBER, True, Op.IS_ANSWERED)


def test_rules_stand_anywhere_on_their_page() -> None:
    exercise = silent(
        f"{OPENING}## One\n\n<!-- rule: #clear; all: #a is no; all: not #b -->\n\n### A\n\n<!-- ask: choice #a -->\n\n"
        "- ( ) No <!-- #no -->\n\n<!-- rule: #b; any: #a is yes; any: c.md#d ever -->\n"
    )
    clear, other = exercise.pages[0].rules

    assert [condition.op for condition in clear.all] == [Op.IS, Op.HOLDS_NOT]
    assert clear.any == ()
    assert [condition.ever for condition in other.any] == [False, True]
    assert exercise.rule("b") == other


@pytest.mark.parametrize(
    ("rule", "watch"),
    [
        (
            "#incidents falls by 50% within 8 weeks",
            Watch("aim", Ref(None, "incidents"), "falls by", 50, percent=True, within=8, unit="weeks"),
        ),
        (
            "#repairs at least 3 in 4 of #conflicts",
            Watch("aim", Ref(None, "repairs"), "at least", 3, per=4, whole=Ref(None, "conflicts")),
        ),
        (
            "#attended at least 75% of #offered within 12 weeks",
            Watch(
                "aim",
                Ref(None, "attended"),
                "at least",
                75,
                percent=True,
                whole=Ref(None, "offered"),
                within=12,
                unit="weeks",
            ),
        ),
        (
            "check-in.md#taken within 72 hours of #offered-on",
            Watch(
                "aim",
                Ref("check-in", "taken"),
                "within",
                72,
                whole=Ref(None, "offered-on"),
                within=72,
                unit="hours",
            ),
        ),
    ],
)
def test_aims_read_every_form_of_their_rule(rule: str, watch: Watch) -> None:
    (page,) = silent(f"{OPENING}## Page\n\n<!-- watch: #aim; {rule} -->\n\nHalf as many.\n").pages
    (found,) = page.watches

    assert found.passage == page.items[0]
    assert unlined(found) == Watch(
        **{name: getattr(watch, name) for name in Watch.__slots__ if name != "passage"},
        passage=Passage(Paragraph((Text("Half as many."),))),
    )


def test_link_goes_to_a_page_and_recalls_a_question() -> None:
    exercise = silent(
        f"{OPENING}## One\n\n<!-- page: #first -->\n\nSee [here](#second), [there](b.md), [*that* answer](#it),\n"
        "[theirs](b.md#c.d) and [away](https://example.org/a).\n\n## Two\n\n<!-- page: #second -->\n"
    )
    (passage,) = exercise.pages[0].items

    assert isinstance(passage, Passage)
    found = list(inlines_of(passage.block))
    assert [link for link in found if isinstance(link, GoTo)] == [
        GoTo((Text("here"),), None, "second"),
        GoTo((Text("there"),), "b"),
    ]
    assert [link for link in found if isinstance(link, Recall)] == [
        Recall("that answer", Ref(None, "it"), 9),
        Recall("theirs", Ref("b", "c", "d"), 10),
    ]


def test_page_marker_may_have_a_condition_without_an_id() -> None:
    for marker in ("page: when: #a is yes", "page; when: #a is yes", "page:\nwhen: #a is yes"):
        (page,) = silent(f"{OPENING}## One\n\n<!-- {marker} -->\n\n> Only for some.\n").pages
        assert (page.id, page.when[0].op) == ("page-1", Op.IS)


def test_header_of_another_tool_is_stepped_over() -> None:
    assert silent("---\ntitle: 'No'\n---\n\n" + OPENING).head.title == "Title"


def test_smaller_heading_ends_the_question_and_is_prose() -> None:
    (page,) = silent(
        f"{OPENING}## One\n\n### A?\n\n<!-- ask: short #a -->\n\n........\n\n#### Afterwards\n\nRest a little.\n"
    ).pages

    assert [type(item).__name__ for item in page.items] == ["Question", "Passage", "Passage"]


def test_mistake_in_one_place_leaves_the_rest_readable() -> None:
    text = EXAMPLE.read_text("utf-8").replace("ask: scale #safe", "ask: scael #safe")

    parsed = parse(text, "boundaries.md")

    assert [problem.code for problem in parsed.problems] == ["unknown-kind"]
    assert parsed.exercise is not None
    assert skeleton(parsed.exercise) == skeleton(example())


@pytest.mark.parametrize("text", ["", "\n", "# Title\n", "<!-- exercise: #it; version: 1 -->\n", "#\n", "\ufeff"])
def test_file_without_title_or_marker_gives_no_exercise(text: str) -> None:
    parsed = parse(text, "it.md")

    assert parsed.exercise is None
    assert {problem.code for problem in parsed.problems} <= {"no-title", "no-exercise", "missing-words"}
    assert parsed.problems


def test_byte_order_mark_and_foreign_line_ends_change_nothing() -> None:
    text = EXAMPLE.read_text("utf-8")

    for line_end in ("\r\n", "\r"):
        assert silent("\ufeff" + text.replace("\n", line_end), "boundaries.md") == example()


def _prettier(text: str) -> str:
    """As prettier wraps at 60: ids and later lines indented by two, emphasis with underscores."""
    return (
        text.replace(
            "*Not safe at all* 1 2 3 4 5 6 7 8 9 10 *Completely safe*",
            "_Not safe at all_ 1 2 3 4 5 6 7 8 9\n10 _Completely safe_",
        )
        .replace("or the pets <!-- #threats -->", "or the\n  pets\n  <!-- #threats -->")
        .replace(" <!-- #other -->", "\n  <!-- #other -->")
        .replace("Yes <!-- #yes --> ( ) Not", "Yes\n  <!-- #yes --> ( ) Not")
        .replace("sure <!-- #unsure --> ( ) No", "sure\n  <!-- #unsure --> ( )\n  No")
        .replace(" <!-- #no --> <!-- #safe", "\n  <!-- #no -->\n  <!-- #safe")
        .replace(" <!-- #statement -->", "\n  <!-- #statement -->")
    )


def _mdformat_as_seen(text: str) -> str:
    """As mdformat has been seen to wrap: ids indented by six."""
    return (
        text.replace(" <!-- #threats -->", "\n      <!-- #threats -->")
        .replace(" <!-- #no --> <!-- #safe", "\n      <!-- #no --> <!-- #safe")
        .replace("sure <!-- #unsure -->", "sure\n      <!-- #unsure -->")
        .replace("Write for as long as you like. This", "Write for as long as you like.\nThis")
    )


@pytest.mark.parametrize(
    "reformat",
    [
        _prettier,
        _mdformat_as_seen,
        lambda text: mdformat.text(text, options={"wrap": 60}),
        lambda text: mdformat.text(text, options={"wrap": 40}),
        lambda text: mdformat.text(text, options={"wrap": "no", "number": True}),
    ],
    ids=["prettier", "mdformat-ids-by-six", "mdformat-60", "mdformat-40", "mdformat-no-wrap"],
)
def test_formatter_changes_nothing_but_lines(reformat: object) -> None:
    assert callable(reformat)
    wrapped = str(reformat(EXAMPLE.read_text("utf-8")))
    assert wrapped != EXAMPLE.read_text("utf-8")

    assert unlined(silent(wrapped, "boundaries.md")) == unlined(example())


def _rewrapped(line: str, width: int) -> str:
    """A list item filled to a width: broken at any space but those of its comments, even inside a ring."""
    lines = [""]
    for word in re.findall("<!--.*?-->|[^ ]+", line):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(f"  {word}")
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def test_ring_torn_behind_an_answer_whose_id_begins_a_line_stays_one_ring() -> None:
    text = EXAMPLE.read_text("utf-8")
    line = next(line for line in text.split("\n") if "#safe; choice" in line)
    torn = (
        "- Safe to tell them: ( ) Yes <!-- #yes --> ( ) Not sure\n"
        "  <!-- #unsure --> (\n"
        "  ) No <!-- #no -->\n"
        "  <!-- #safe; choice -->"
    )

    assert unlined(silent(text.replace(line, torn), "boundaries.md")) == unlined(example())


def test_line_of_a_record_reads_the_same_at_every_width() -> None:
    opening = f"{OPENING}## Page\n\n### Which?\n\n<!-- ask: records #which -->\n\n"
    line = (
        "- Safe to tell: ( ) Yes, I am <!-- #yes --> ( ) Not sure <!-- #unsure --> ( ) No <!-- #no --> "
        "<!-- #safe; choice -->"
    )
    whole = unlined(silent(opening + line))

    for width in range(4, len(line)):
        assert unlined(silent(opening + _rewrapped(line, width))) == whole, width


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.md")), ids=lambda path: str(path.stem))
def test_formatter_changes_nothing_but_lines_of_a_shipped_exercise(path: Path) -> None:
    text = path.read_text("utf-8")
    before = parse(text, path.name).exercise

    after = parse(mdformat.text(text, options={"wrap": 60}), path.name).exercise

    assert before is not None
    assert after is not None
    assert unlined(after) == unlined(before)
