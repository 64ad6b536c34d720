from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from workbook.authoring.checker import check
from workbook.model.exercise import Exercise
from workbook.model.head import Head
from workbook.model.problem import Severity


class BareShelf:
    """Nothing is shipped but one exercise with one question."""

    def heads(self) -> Sequence[Head]:
        return [Head("shipped", "Shipped")]

    def exercise(self, exercise_id: str) -> Exercise | None:
        return Exercise(Head("shipped", "Shipped")) if exercise_id == "shipped" else None


Files = Callable[..., tuple[str, ...]]


@pytest.fixture
def errors(tmp_path: Path) -> Files:
    """Writes files and checks their folder; gives `file:LINE code` for each error."""

    def checked(**texts: str) -> tuple[str, ...]:
        for name, text in texts.items():
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        return tuple(
            f"{Path(problem.file).stem}:{problem.line} {problem.code}"
            for problem in check([tmp_path], BareShelf())
            if problem.severity is Severity.ERROR
        )

    return checked


def exercise(name: str, *lines: str, more: str = "") -> str:
    """An exercise whose own lines begin at line 7."""
    return "\n".join([f"# {name}", "", f"<!-- exercise: #{name}; version: 1{more} -->", "", "## First", "", *lines, ""])


COLOUR = (
    "### Which colour?",  # 7
    "",
    "<!-- ask: choice #colour -->",  # 9
    "",
    "- ( ) Red <!-- #red -->",  # 11
    "- ( ) Blue <!-- #blue -->",
    "",
)
PEOPLE = (
    "### Who?",  # 7
    "",
    "<!-- ask: records #people -->",  # 9
    "",
    "- Name: .................... <!-- #name -->",  # 11
    "- Safe: ( ) Yes <!-- #yes --> ( ) No <!-- #no --> <!-- #safe; choice -->",
    "- Since: .................... <!-- #since; date -->",
    "",
)
LETTER = (
    "### What is it like?",
    "",
    "<!-- ask: journal #letter -->",
    "",
    "........................................",
    "",
)


def said(condition: str) -> tuple[str, ...]:
    return (f"<!-- show when: {condition} -->", "", "> Words.", "")


def test_sound_file_has_no_problems(errors: Files) -> None:
    assert errors(a=exercise("a", *COLOUR, *said("#colour is red"))) == ()


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("#colour is green", "unknown-option"),
        ("#color is red", "unknown-question"),
        ("#colour at least 3", "wrong-operator"),
        ("#colour includes red", "wrong-operator"),
        ("#colour", "wrong-operator"),
        ("#colour.shade is red", "no-fields"),
        ("b.md#colour is red", "unknown-file"),
        ("a.md#colour is red", "own-file"),
        ("#colour is red ever", "not-repeated"),
    ],
)
def test_condition_that_a_choice_cannot_answer_is_told_at_its_line(errors: Files, condition: str, code: str) -> None:
    assert errors(a=exercise("a", *COLOUR, *said(condition))) == (f"a:14 {code}",)


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("#people.safe is maybe", "unknown-option"),
        ("#people.nmae is answered", "unknown-field"),
        ("#people.since is 3", "wrong-operator"),
        ("#people.name is ash", "wrong-operator"),
        ("#people is yes", "wrong-operator"),
        ("#name is answered", "unknown-question"),
    ],
)
def test_condition_that_records_cannot_answer_is_told(errors: Files, condition: str, code: str) -> None:
    assert errors(a=exercise("a", *PEOPLE, *said(condition))) == (f"a:15 {code}",)


@pytest.mark.parametrize(
    "condition",
    ["#people at least 2", "#people.safe is yes, no", "#people.since is answered", "#people.name is not answered"],
)
def test_condition_that_records_can_answer_is_fine(errors: Files, condition: str) -> None:
    assert errors(a=exercise("a", *PEOPLE, *said(condition))) == ()


@pytest.mark.parametrize(
    ("number", "told"), [(1, ()), (5, ()), (0, ("a:13 off-the-scale",)), (6, ("a:13 off-the-scale",))]
)
def test_value_has_to_be_on_the_scale(errors: Files, number: int, told: tuple[str, ...]) -> None:
    scale = ("### How?", "", "<!-- ask: scale #how -->", "", "*low* 1 2 3 4 5 *high*", "")
    assert errors(a=exercise("a", *scale, *said(f"#how at least {number}"))) == told


def test_misspelt_words_come_with_the_nearest_right_one(tmp_path: Path) -> None:
    text = exercise("a", *COLOUR, *said("#color is red"), *said("#colour is bleu"), "[x](shiped.md)", "")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    messages = {problem.code: problem.message for problem in check([tmp_path], BareShelf())}
    assert "`#colour`?" in messages["unknown-question"]
    assert "`blue`?" in messages["unknown-option"]
    assert "`shipped.md`?" in messages["unknown-file"]


def test_condition_may_not_look_forward(errors: Files) -> None:
    assert errors(a=exercise("a", *said("#colour is red"), *COLOUR)) == ("a:7 looks-forward",)


def test_question_may_not_ask_itself_before_it_is_answered(errors: Files) -> None:
    lines = (*COLOUR[:3], "", *said("#colour is red"), *COLOUR[4:])
    assert errors(a=exercise("a", *lines)) == ("a:11 looks-forward",)


def test_page_may_not_ask_its_own_question(errors: Files) -> None:
    page = ("## Second", "", "<!-- page: #second; when: #mood is answered -->", "", "> Words.", "", "### Mood?", "")
    answer = ("<!-- ask: short #mood -->", "", "....................", "")
    assert errors(a=exercise("a", *page, *answer)) == ("a:9 looks-forward",)


def test_rule_stands_before_its_use_and_may_not_ask_itself(errors: Files) -> None:
    lines = (*COLOUR, *said("#warm"), "<!-- rule: #warm; any: #colour is red -->", "", "<!-- rule: #odd; any: #odd -->")
    assert errors(a=exercise("a", *lines)) == ("a:14 looks-forward", "a:20 looks-forward")


def test_rule_is_asked_whether_it_holds_or_is_clear_and_nothing_else(errors: Files) -> None:
    rule = ("<!-- rule: #warm; any: #colour is red -->", "")
    asked = (*said("#warm"), *said("not #warm"), *said("#warm is not answered"), *said("#warm is yes"))
    assert errors(a=exercise("a", *COLOUR, *rule, *asked)) == ("a:28 wrong-operator",)


def test_field_asks_only_earlier_fields_of_its_record(errors: Files) -> None:
    early = PEOPLE[4].replace("#name", "#name; when: #people.safe is yes")
    late = PEOPLE[6].replace("date", "date; when: #people.safe is yes")
    lines = (*PEOPLE[:4], early, PEOPLE[5], late, "")
    assert errors(a=exercise("a", *lines)) == ("a:11 looks-forward",)


def test_time_is_asked_of_entries_or_of_when_an_answer_was_given(errors: Files) -> None:
    rule = ("<!-- rule: #warm; any: #colour is red -->", "")
    fine = ("often.md#colour is red within 4 weeks", "often.md#warm ever", "once.md#colour is red within 4 weeks")
    wrong = ("once.md#colour is red ever", "once.md#warm within 4 weeks")
    texts = {
        "once": exercise("once", *COLOUR, *rule),
        "often": exercise("often", *COLOUR, *rule, more="; repeat: weekly"),
        "a": exercise("a", *(line for each in (*fine, *wrong) for line in said(each))),
    }
    assert errors(**texts) == ("a:19 not-repeated", "a:23 not-repeated")


def test_from_needs_something_that_has_items(errors: Files) -> None:
    taken = ("### Which?", "", "<!-- ask: choice #which; from: #{} -->", "", "- ( ) None <!-- #none -->", "")
    people = [line.format("people.name").replace("#which", "#w1") for line in taken]
    colour = [line.format("colour").replace("#which", "#w2") for line in taken]
    assert errors(a=exercise("a", *PEOPLE, *COLOUR, *people, *colour)) == ("a:30 no-items",)


def test_for_each_needs_something_that_has_items(errors: Files) -> None:
    scale = ("### How?", "", "<!-- ask: scale #how; for each: #colour -->", "", "*low* 1 2 3 *high*", "")
    assert errors(a=exercise("a", *COLOUR, *scale)) == ("a:16 no-items",)


def test_links_lead_to_something(errors: Files) -> None:
    links = ("See [one](#colour), [two](#nothing), [three](nowhere.md), [four](shipped.md), [five](#second).", "")
    second = ("## Second", "", "<!-- page: #second -->", "", "Words.", "")
    assert errors(a=exercise("a", *COLOUR, *links, *second)) == ("a:14 unknown-file", "a:14 unknown-question")


def test_link_to_a_page_of_another_file_is_fine_and_a_rule_has_no_words(errors: Files) -> None:
    other = exercise(
        "b", *COLOUR, "<!-- rule: #warm; any: #colour is red -->", "", "## Next", "", "<!-- page: #next -->"
    )
    assert errors(a=exercise("a", "[go](b.md#next), [read](b.md#warm)"), b=other) == ("a:7 rule-recalled",)


def test_problems_of_a_broken_file_are_not_told_again_in_its_neighbours(errors: Files) -> None:
    broken = exercise("b", "### Which?", "", "<!-- ask: nonsense #which -->", "")
    found = errors(a=exercise("a", *said("b.md#which is red")), b=broken)
    assert {problem.split(":")[0] for problem in found} == {"b"}


def test_unknown_file_in_after_and_circles_of_after_are_told(errors: Files) -> None:
    texts = {
        "a": exercise("a", "Words.", more="; after: b.md"),
        "b": exercise("b", "Words.", more="; after: c.md"),
        "c": exercise("c", "Words.", more="; after: a.md"),
        "d": exercise("d", "Words.", more="; after: a.md"),
        "e": exercise("e", "Words.", more="; after: nowhere.md"),
    }
    assert errors(**texts) == ("a:3 after-cycle", "b:3 after-cycle", "c:3 after-cycle", "e:3 unknown-file")


def gated(name: str, other: str) -> str:
    ask = COLOUR[2].replace(" -->", f"; when: {other}.md#colour is red -->")
    return exercise(name, *COLOUR[:2], ask, *COLOUR[3:])


def test_conditions_of_two_files_may_not_decide_about_each_other(errors: Files) -> None:
    assert errors(a=gated("a", "b"), b=gated("b", "a")) == ("a:9 condition-cycle", "b:9 condition-cycle")


def test_two_files_may_show_words_by_each_others_answers(errors: Files) -> None:
    texts = {
        name: exercise(name, *COLOUR, *said(f"{other}.md#colour is red")) for name, other in (("a", "b"), ("b", "a"))
    }
    assert errors(**texts) == ()


def test_file_beside_a_checked_one_is_read_for_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(exercise("a", *said("b.md#colour is red")), encoding="utf-8")
    (tmp_path / "b.md").write_text(exercise("b", *COLOUR), encoding="utf-8")
    assert check([tmp_path / "a.md"], BareShelf()) == ()


def test_counts_have_to_be_possible(errors: Files) -> None:
    ticks = ["- [ ] One <!-- #one -->", "- [ ] Two <!-- #two -->", "- [ ] None <!-- #none; alone -->", ""]
    over = ("### A?", "", "<!-- ask: checklist #a1; at least: 3; at most: 2 -->", "", *ticks)
    many = ("### B?", "", "<!-- ask: checklist #b1; at least: 3 -->", "", *ticks)
    fine = ("### C?", "", "<!-- ask: checklist #c1; at least: 2 -->", "", *ticks)
    assert errors(a=exercise("a", *over, *many, *fine)) == ("a:9 least-over-most", "a:17 least-over-options")


def asks_day(name: str) -> tuple[str, ...]:
    return (f"### When was {name}?", "", f"<!-- ask: date #{name}; about -->", "", "....................", "")


def test_entry_is_about_one_day(errors: Files) -> None:
    assert errors(a=exercise("a", *asks_day("one"), more="; repeat: any time")) == ()
    two = exercise("a", *asks_day("one"), *asks_day("two"), more="; repeat: any time")
    assert errors(a=two) == ("a:15 two-abouts",)


def test_day_that_an_entry_is_about_is_asked_only_where_there_are_entries_for_days(errors: Files) -> None:
    assert errors(a=exercise("a", *asks_day("one"))) == ("a:9 about-once",)


def test_only_a_date_says_what_day_an_entry_is_about(errors: Files) -> None:
    short = [line.replace("ask: date", "ask: short") for line in asks_day("one")]
    assert errors(a=exercise("a", *short, more="; repeat: any time")) == ("a:9 unknown-flag",)


def test_was_names_an_id_that_is_gone(errors: Files) -> None:
    options = (COLOUR[4].replace("#red", "#red; was: #blue"), COLOUR[5].replace("#blue", "#blue; was: #navy"))
    assert errors(a=exercise("a", *COLOUR[:4], *options, "")) == ("a:11 was-in-use",)
    ask = COLOUR[2].replace("#colour", "#colour; was: #colour")
    assert errors(a=exercise("a", *COLOUR[:2], ask, *COLOUR[3:])) == ("a:9 was-in-use",)


def test_own_file_may_not_take_a_shipped_name(errors: Files) -> None:
    text = exercise("shipped", "Words.").replace("# shipped\n", "# Another title\n", 1)
    assert errors(shipped=text) == ("shipped:3 taken-id",)


@pytest.mark.parametrize("title", ["Shipped", "  SHIPPED!", "\uff33hipped", "Ship\u00adped"])
def test_own_file_may_not_bear_a_shipped_title(errors: Files, title: str) -> None:
    text = exercise("mine", "Words.")
    assert errors(mine=text.replace("# mine\n", f"# {title}\n", 1)) == ("mine:1 taken-title",)
    assert errors(mine=text.replace("# mine\n", f"# {title} and mine\n", 1)) == ()


def test_safety_stands_behind_no_condition(errors: Files) -> None:
    page = ("## Second", "", "<!-- page: #second; when: #colour is red -->", "", "> Words.", "")
    plan = ("## For my plan", "", "<!-- plan; when: #colour is red -->", "", "> Words.", "")
    found = errors(safety=exercise("safety", *COLOUR, *page, *plan), other=exercise("other", *COLOUR, *page))
    assert len(found) == 1
    assert found[0].endswith("hidden-safety")


def plan(*lines: str, audiences: str = "", when: str = "", number: str = "") -> tuple[str, ...]:
    for_whom = f"; for: {audiences}" if audiences else ""
    gate = f"; when: {when}" if when else ""
    return (
        f"## For my plan {number}",
        "",
        f"<!-- plan{for_whom}{gate} -->",
        "",
        *(("> If so.", "") if when else ()),
        *lines,
        "",
    )


def test_plan_may_give_an_audience_only_what_the_answers_own_file_gives_it(errors: Files) -> None:
    texts = {
        "b": exercise("b", *COLOUR, *plan("[c](#colour)", audiences="supporter")),
        "fine": exercise("fine", "Words.", "", *plan("[c](b.md#colour)", audiences="supporter")),
        "mine": exercise("mine", "Words.", "", *plan("[c](b.md#colour)")),
        "wide": exercise("wide", "Words.", "", *plan("[c](b.md#colour)", audiences="supporter, advocate")),
    }
    assert errors(**texts) == ("wide:13 not-shared",)


def test_even_the_private_plan_holds_only_what_the_own_file_puts_there(errors: Files) -> None:
    texts = {
        "b": exercise("b", *PEOPLE, *plan("- [n](#people.name)")),
        "a": exercise("a", "Words.", "", *plan("- [s](b.md#people.since)")),
    }
    assert errors(**texts) == ("a:13 not-shared",)


def test_journal_is_in_no_plan_not_even_the_private_one(errors: Files) -> None:
    assert errors(a=exercise("a", *LETTER, *plan("[what I wrote](#letter)"))) == ("a:17 journal-in-plan",)


def test_words_taken_over_from_another_file_need_its_leave_too(errors: Files) -> None:
    pick = (
        "### Which?",
        "",
        "<!-- ask: choice #which; from: b.md#people.name -->",
        "",
        "- ( ) None <!-- #none -->",
        "",
    )
    texts = {
        "b": exercise("b", *PEOPLE, *plan("- [n](#people.name)")),
        "a": exercise("a", *pick, *plan("[w](#which)", audiences="advocate")),
    }
    assert errors(**texts) == ("a:17 not-shared",)


def test_chronology_names_what_was_chosen_in_a_note_where_an_advocate_is_given_it(errors: Files) -> None:
    pick = (
        "### Which?",
        "",
        "<!-- ask: choice #which; from: {}.md#people.name -->",
        "",
        "- ( ) None <!-- #none -->",
        "",
    )
    named, other = ([line.format(name) for line in pick] for name in ("b", "c"))
    texts = {
        "b": exercise("b", *PEOPLE, *plan("- [n](#people.name)", audiences="advocate")),
        "c": exercise("c", *PEOPLE, *plan("- [n](#people.name)", audiences="supporter")),
        "chosen": exercise("chosen", *named, *plan("[w](#which)", audiences="chronology")),
        "kept-from-advocates": exercise("kept-from-advocates", *other, *plan("[w](#which)", audiences="chronology")),
        "all-of-them": exercise("all-of-them", "Words.", "", *plan("- [n](b.md#people.name)", audiences="chronology")),
    }
    assert errors(**texts) == ("all-of-them:13 not-shared", "kept-from-advocates:17 not-shared")


def test_answer_that_is_given_only_behind_a_condition_needs_the_same_condition_elsewhere(errors: Files) -> None:
    texts = {
        "b": exercise("b", *COLOUR, *plan("[c](#colour)", audiences="supporter", when="#colour is red")),
        "open": exercise("open", "Words.", "", *plan("[c](b.md#colour)", audiences="supporter")),
        "same": exercise(
            "same", "Words.", "", *plan("[c](b.md#colour)", audiences="supporter", when="b.md#colour is red")
        ),
    }
    assert errors(**texts) == ("open:13 not-shared", "open:13 not-shared")


def test_answer_that_is_given_in_every_case_is_given(errors: Files) -> None:
    cases = ("#people.safe is yes", "#people.safe is no", "#people.safe is not answered")
    given = [line for case in cases for line in (f"<!-- show when: {case} -->", "", "- [n](#people.name)", "")]
    open_page = exercise("open", "Words.", "", *plan("- [n](b.md#people.name)"))
    assert errors(b=exercise("b", *PEOPLE, *plan(*given)), open=open_page) == ()
    assert errors(b=exercise("b", *PEOPLE, *plan(*given[:8])), open=open_page) == ("open:13 not-shared",)


SAFE_ONLY = "b.md#people.safe is yes"
GIVEN = ("<!-- show when: #people.safe is yes -->", "", "- [n](#people.name)", "")
"""A file's own gift: a person's name, where it is safe to give that one."""


@pytest.mark.parametrize("above", ["page", "passage", "both"])
@pytest.mark.parametrize(
    ("block", "in_a_row"),
    [
        (("- [n](b.md#people.name)",), True),
        (("1. Call:", "", "   > - [n](b.md#people.name)"), True),
        (("- Call.", "  - Yes: [n](b.md#people.name)"), True),
        (("[n](b.md#people.name)",), False),
        (("I call [n](b.md#people.name).",), False),
        (("> [n](b.md#people.name)",), False),
        (("| a |", "| - |", "| [n](b.md#people.name) |"), False),
    ],
)
def test_condition_about_a_record_guards_a_link_only_just_above_its_list_item(
    errors: Files, block: tuple[str, ...], in_a_row: bool, above: str
) -> None:
    own = ("<!-- show when: b.md#people.safe is yes -->", "") if above != "page" else ()
    gate = SAFE_ONLY if above != "passage" else ""
    found = errors(
        b=exercise("b", *PEOPLE, *plan(*GIVEN, audiences="supporter")),
        mine=exercise("mine", "Words.", "", *plan(*own, *block, audiences="supporter", when=gate)),
    )
    assert bool(found) is not (in_a_row and above != "page")


def test_all_of_the_records_are_not_guarded_by_a_condition_about_one(errors: Files) -> None:
    given = ("<!-- show when: #people.safe is yes -->", "", "- [all](#people)", "")
    assert errors(b=exercise("b", *PEOPLE, *plan(*given, audiences="supporter"))) == ("b:21 any-record",)
    given = ("<!-- show when: #people.safe is yes -->", "", "- [n](#people.name), not [all](#people)", "")
    assert errors(b=exercise("b", *PEOPLE, *plan(*given, audiences="supporter"))) == ("b:21 any-record",)


@pytest.mark.parametrize(
    "link", ["[n](#people.name)", "They are [n](#people.name).", "| a |\n| - |\n| [n](#people.name) |"]
)
def test_file_that_means_to_give_some_of_its_own_records_is_told_that_it_gives_all(errors: Files, link: str) -> None:
    given = ("<!-- show when: #people.safe is yes -->", "", *link.split("\n"), "")
    (found,) = errors(b=exercise("b", *PEOPLE, *plan(*given, audiences="supporter")))
    assert found.endswith("any-record")
    assert errors(b=exercise("b", *PEOPLE, *plan(*given))) == ()


def test_page_may_ask_for_any_record_where_its_lists_ask_each(errors: Files) -> None:
    gate = "#people.safe is yes"
    assert errors(b=exercise("b", *PEOPLE, *plan(*GIVEN, audiences="supporter", when=gate))) == ()
    bare = plan("- [n](#people.name)", audiences="supporter", when=gate)
    assert errors(b=exercise("b", *PEOPLE, *bare)) == ("b:21 any-record",)


def test_record_chosen_elsewhere_is_not_guarded_by_a_condition_about_records(errors: Files) -> None:
    pick = (
        "### Which?",
        "",
        "<!-- ask: records #which -->",
        "",
        "- Who: ( ) Nobody <!-- #nobody --> <!-- #who; choice; from: b.md#people.name -->",
        "",
    )
    lines = ("<!-- show when: b.md#people.safe is yes -->", "", "- [w](#which.who)", "")
    texts = {
        "b": exercise("b", *PEOPLE, *plan(*GIVEN, audiences="supporter")),
        "a": exercise("a", *pick, *plan(*lines, audiences="supporter")),
    }
    assert set(errors(**texts)) == {"a:19 not-shared"}


def test_list_item_about_other_records_guards_nothing_of_these(errors: Files) -> None:
    others = [line.replace("#people", "#others") for line in PEOPLE]
    item = ("<!-- show when: b.md#people.safe is yes -->", "", "- [m](#others.name) and [n](b.md#people.name)", "")
    found = errors(
        b=exercise("b", *PEOPLE, *plan(*GIVEN, audiences="supporter")),
        a=exercise("a", *others, *plan(*item, audiences="supporter")),
    )
    assert "a:21 not-shared" in found or "a:21 any-record" in found


def test_condition_over_a_time_is_about_no_single_record(errors: Files) -> None:
    item = ("<!-- show when: b.md#people.safe is yes ever -->", "", "- [n](b.md#people.name)", "")
    given = ("<!-- show when: #people.safe is yes ever -->", "", "- [n](#people.name)", "")
    found = errors(
        b=exercise("b", *PEOPLE, *plan(*given, audiences="supporter"), more="; repeat: weekly"),
        a=exercise("a", "Words.", "", *plan(*item, audiences="supporter")),
    )
    assert "a:15 any-record" in found


def test_exercise_behind_a_condition_gives_nothing_without_it(errors: Files) -> None:
    gate = "; when: c.md#colour is red"
    texts = {
        "c": exercise("c", *COLOUR),
        "b": exercise("b", *PEOPLE, *plan("- [n](#people.name)"), more=gate),
        "open": exercise("open", "Words.", "", *plan("- [n](b.md#people.name)")),
        "page": exercise("page", "Words.", "", *plan("- [n](b.md#people.name)", when="c.md#colour is red")),
        "same": exercise("same", "Words.", "", *plan("- [n](b.md#people.name)"), more=gate),
    }
    assert errors(**texts) == ("open:13 not-shared",)


@pytest.mark.parametrize(
    ("aim", "told"),
    [
        ("#count falls by 50% within 8 weeks", ()),
        ("#count at least 3 in 4 of #count", ()),
        ("#day within 72 hours of #day", ()),
        ("#day falls by 50% within 8 weeks", ("a:19 not-countable",)),
        ("#count within 72 hours of #day", ("a:19 not-countable",)),
        ("#count at least 75% of #cuont", ("a:19 unknown-question",)),
    ],
)
def test_aim_is_about_numbers_or_dates_that_are_there(errors: Files, aim: str, told: tuple[str, ...]) -> None:
    count = ("### How many?", "", "<!-- ask: number #count -->", "", "....................", "")
    day = ("### When?", "", "<!-- ask: date #day -->", "", "....................", "")
    watch = (f"<!-- watch: #aim; {aim} -->", "", "The aim, in words.", "")
    assert errors(a=exercise("a", *count, *day, *watch, more="; repeat: weekly")) == told


def test_aim_is_about_an_exercise_that_repeats(errors: Files) -> None:
    count = ("### How many?", "", "<!-- ask: number #count -->", "", "....................", "")
    aim = ("<!-- watch: #aim; {} falls by 50% within 8 weeks -->", "", "The aim, in words.", "")
    texts = {
        "living": exercise("living", *count, *(line.format("#count") for line in aim)),
        "log": exercise("log", *count, more="; repeat: weekly"),
        "other": exercise("other", *(line.format("log.md#count") for line in aim)),
        "wrong": exercise("wrong", *(line.format("living.md#count") for line in aim)),
    }
    assert errors(**texts) == ("living:13 not-repeated", "wrong:7 not-repeated")


def test_list_item_repeats_for_one_records_question_only(errors: Files) -> None:
    others = [line.replace("#people", "#others") for line in PEOPLE]
    lines = (*PEOPLE, *others, "## Next", "", "- [n](#people.name) and [m](#others.name)", "")
    assert errors(a=exercise("a", *lines)) == ("a:25 two-records",)


def test_missing_path_and_other_files_are_told_apart(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("notes", encoding="utf-8")
    found = check([tmp_path / "nowhere", other], BareShelf())
    assert [problem.code for problem in found] == ["not-markdown", "no-such-file"]


def test_folders_are_read_with_their_folders_but_no_readme(errors: Files, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.md").write_text("No title.", encoding="utf-8")
    (tmp_path / "README.md").write_text("No exercise.", encoding="utf-8")
    assert {problem.split(":")[0] for problem in errors(a=exercise("a", "Words."))} == {"b"}


def test_link_out_of_its_folder_is_read_where_it_is_named_and_nowhere_else(tmp_path: Path) -> None:
    elsewhere, here = tmp_path / "elsewhere", tmp_path / "here"
    elsewhere.mkdir()
    here.mkdir()
    (elsewhere / "b.md").write_text(exercise("b", *COLOUR), encoding="utf-8")
    (here / "b.md").symlink_to(elsewhere / "b.md")
    (here / "a.md").write_text(exercise("a", *said("b.md#colour is red")), encoding="utf-8")
    found = {(Path(each.file).name, each.code) for each in check([here / "a.md"], BareShelf())}
    assert ("a.md", "unknown-file") in found
    assert check([here / "b.md"], BareShelf()) == check([elsewhere / "b.md"], BareShelf())


def test_files_that_cannot_be_read_are_told_and_nothing_is_raised(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes(b"# One\n\ncaf\xe9\n")
    (tmp_path / "large.md").write_bytes(b"x" * (256 * 1024 + 1))
    (tmp_path / "folder.md").mkdir()
    outside = tmp_path.parent / "outside.md"
    outside.write_text(exercise("outside", "Words."), encoding="utf-8")
    (tmp_path / "outside.md").symlink_to(outside)
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nothing")
    found = {Path(problem.file).name: (problem.line, problem.code) for problem in check([tmp_path], BareShelf())}
    assert found == {
        "latin.md": (3, "not-utf-8"),
        "large.md": (1, "too-big"),
        "outside.md": (1, "outside-folder"),
        "dangling.md": (1, "outside-folder"),
    }


def test_same_name_twice_in_a_folder_is_told_once(errors: Files, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.md").write_text(exercise("a", "Words."), encoding="utf-8")
    assert errors(a=exercise("a", "Words.")) == ("a:1 duplicate-exercise",)


def test_problems_come_by_file_and_line(errors: Files) -> None:
    lines = (*COLOUR, *said("#x is red"), *said("#y is red"))
    assert errors(b=exercise("b", *lines), a=exercise("a", *lines)) == (
        "a:14 unknown-question",
        "a:18 unknown-question",
        "b:14 unknown-question",
        "b:18 unknown-question",
    )
