import pytest

from workbook.authoring.conditions import ConditionError, parse_condition, parse_ref
from workbook.authoring.markers import ID, Clause, Marker, read_marker, split_comments
from workbook.authoring.report import Report, closest, did_you_mean
from workbook.model.condition import Condition, Op, Ref
from workbook.model.kinds import KINDS

SAFE = Ref(None, "safe")


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("#id", Ref(None, "id")),
        ("#records.field", Ref(None, "records", "field")),
        ("file.md#id", Ref("file", "id")),
        ("file-2.md#top-values.the-field", Ref("file-2", "top-values", "the-field")),
    ],
)
def test_reference_reads_and_prints_the_same(text: str, ref: Ref) -> None:
    assert parse_ref(text) == ref
    assert str(ref) == text


@pytest.mark.parametrize(
    "text", ["", "id", "#", "#a.", "#a.b.c", "file#a", "File.md#a", "../a.md#b", "#A", "#a b", "a.md"]
)
def test_anything_else_is_no_reference(text: str) -> None:
    assert parse_ref(text) is None


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("#safe is yes", Condition(SAFE, Op.IS, ("yes",))),
        ("#safe is not yes, no", Condition(SAFE, Op.IS_NOT, ("yes", "no"))),
        ("#safe  includes\ta,b", Condition(SAFE, Op.INCLUDES, ("a", "b"))),
        ("#safe at least 3", Condition(SAFE, Op.AT_LEAST, ("3",))),
        ("#safe at most -1", Condition(SAFE, Op.AT_MOST, ("-1",))),
        ("#safe is 3", Condition(SAFE, Op.IS, ("3",))),
        ("#safe is answered", Condition(SAFE, Op.IS_ANSWERED)),
        ("#safe is not answered", Condition(SAFE, Op.IS_NOT_ANSWERED)),
        ("#safe is not-answered", Condition(SAFE, Op.IS, ("not-answered",))),
        ("#safe is not not", Condition(SAFE, Op.IS_NOT, ("not",))),
        ("#safe", Condition(SAFE, Op.HOLDS)),
        ("not #safe", Condition(SAFE, Op.HOLDS_NOT)),
        ("a.md#b.c is d ever", Condition(Ref("a", "b", "c"), Op.IS, ("d",), ever=True)),
        ("a.md#b within 1 week", Condition(Ref("a", "b"), Op.HOLDS, weeks=1)),
        ("not a.md#b within 4 weeks", Condition(Ref("a", "b"), Op.HOLDS_NOT, weeks=4)),
        ("a.md#b is not answered within 12 weeks", Condition(Ref("a", "b"), Op.IS_NOT_ANSWERED, weeks=12)),
        ("a.md#b at least 2 ever", Condition(Ref("a", "b"), Op.AT_LEAST, ("2",), ever=True)),
    ],
)
def test_condition_is_read_by_its_longest_operator(text: str, condition: Condition) -> None:
    assert parse_condition(text) == condition


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is missing"),
        ("yes", "does not begin with a reference"),
        ("safe is yes", "does not begin with a reference"),
        ("#safe si not yes", "Did you mean `is not`?"),
        ("#safe inclodes yes", "Did you mean `includes`?"),
        ("#safe answered", "Did you mean `is answered`?"),
        ("#safe at leest 3", "Did you mean `at least`?"),
        ("#safe = 3", "which says nothing"),
        ("#safe is", "A value is missing"),
        ("#safe is yes,", "A value is missing"),
        ("#safe is #yes", "Did you mean `yes`?"),
        ("#safe is “yes”", "Did you mean `yes`?"),
        ("#safe is yes and #other is no", "each need a `when:` of their own"),
        ("#safe is answered yes", "Nothing stands behind `is answered`"),
        ("#safe at least", "needs one whole number"),
        ("#safe at least 2, 3", "needs one whole number"),
        ("#safe at least 2.5", "needs one whole number"),
        ("not #safe is yes", "#safe is not ..."),
        ("#safe within weeks", "which says nothing"),
    ],
)
def test_unreadable_condition_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)

    assert says in str(caught.value)


def test_clauses_are_parted_by_semicolons_or_lines() -> None:
    report = Report("it.md")
    apart = read_marker("\nask: records #one\nat least: 1\n optional\n", 3, report)
    together = read_marker(" ask: records #one; at least: 1; optional ", 4, report)

    assert apart == Marker(
        "ask",
        (
            Clause("kind", "records", 4),
            Clause(ID, "one", 4),
            Clause("at least", "1", 5),
            Clause("optional", None, 6),
        ),
        4,
    )
    assert together is not None
    assert [(clause.key, clause.value) for clause in together.clauses] == [
        (clause.key, clause.value) for clause in apart.clauses
    ]
    assert report.problems() == ()


def test_several_conditions_in_one_marker_are_all_kept() -> None:
    marker = read_marker("page: #one; when: #a is b; when: #c", 1, Report("it.md"))

    assert marker is not None
    assert [clause.value for clause in marker.all("when")] == ["#a is b", "#c"]


def test_comments_and_what_is_between_them_have_their_lines() -> None:
    assert list(split_comments("a\n<!-- b\n c -->d <!--e--> \n f <!-- open", 5)) == [
        (False, "a\n", 5),
        (True, " b\n c ", 6),
        (False, "d ", 7),
        (True, "e", 7),
        (False, " \n f <!-- open", 7),
    ]


@pytest.mark.parametrize(("word", "meant"), [("chekclist", "checklist"), ("Scale", "scale"), ("dat", "date")])
def test_misspelt_kind_is_recognised(word: str, meant: str) -> None:
    assert closest(word, KINDS) == meant


def test_nothing_is_suggested_for_a_word_that_is_like_no_other() -> None:
    assert did_you_mean("pony", KINDS) == ""
    assert did_you_mean("checklist" * 1000, KINDS) == ""
