"""Answers survive a switch of the language: nothing is lost, and they read in the language at hand."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbook.authoring.checker import check
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.exercise import Audience
from workbook.model.kinds import KINDS
from workbook.model.values import Dated, Ranked, Record, Ticked, Value
from workbook.plan.compose import compose
from workbook.plan.markdown import to_markdown
from workbook.store.notebook import Notebook

NOW = datetime(2025, 3, 5, 12, 0, tzinfo=UTC)
ENGLISH = """\
# Everything

<!-- exercise: #everything; version: 1; part: start; minutes: 3 -->

## Page

### Ticks?

<!-- ask: checklist #ticks -->

- [ ] Red <!-- #red -->
- [ ] Blue <!-- #blue -->
- [ ] Another: .................... <!-- #other -->

### One?

<!-- ask: choice #one -->

- ( ) First <!-- #first -->
- ( ) Second <!-- #second -->

### How much?

<!-- ask: scale #much -->

*Little* 1 2 3 4 5 *A lot*

### How much of each?

<!-- ask: scale #each; for each: #ticks -->

*Little* 1 2 3 4 5 *A lot*

### Short?

<!-- ask: short #short -->

........................................

### Long?

<!-- ask: journal #long -->

........................................

### How many?

<!-- ask: number #many -->

........................................

### When?

<!-- ask: date #when -->

........................................

### Order?

<!-- ask: ranked #order -->

- [ ] Bread <!-- #bread -->
- [ ] Water <!-- #water -->

1. ....................
1. ....................
1. ....................

### People?

<!-- ask: records #people -->

- Name: .................... <!-- #name -->
- Near: ( ) Yes <!-- #yes --> ( ) No <!-- #no --> <!-- #near; choice -->
- Times: .................... <!-- #times; number -->
- Since: .................... <!-- #since; date -->

### Whom?

<!-- ask: choice #whom; from: #people.name -->

- ( ) Nobody <!-- #nobody -->

## Plan

<!-- plan; #plan -->

**Ticked:**

[ticks](#ticks)

**Chosen:** [one](#one), [short](#short), [many](#many), [when](#when), [whom](#whom)

**In order:**

[order](#order)

- **Name:** [name](#people.name)\\
  **Near:** [near](#people.near)
"""
IN_SPANISH = {
    "# Everything": "# Todo",
    "Ticks?": "¿Marcas?",
    "Red": "Rojo",
    "Blue": "Azul",
    "Another:": "Otro:",
    "First": "Primera",
    "Second": "Segunda",
    "*Little*": "*Poco*",
    "*A lot*": "*Mucho*",
    "Bread": "Pan",
    "Water": "Agua",
    "Name:": "Nombre:",
    "Near:": "Cerca:",
    "( ) Yes": "( ) Sí",
    "Nobody": "Nadie",
    "Ticked:": "Marcado:",
    "Chosen:": "Elegido:",
}
ANSWERS: Mapping[str, Value] = {
    "ticks": Ticked(("red", "other"), {"other": "green like moss"}),
    "one": "second",
    "much": 4,
    "each": {"red": 2, "other": 5},
    "short": "a short line",
    "long": "a long\nletter",
    "many": 7,
    "when": Dated("around Easter"),
    "order": (Ranked("water"), Ranked("own-1", "my own thing")),
    "people": (Record("p1", {"name": "Mira", "near": "yes", "times": 3, "since": Dated("May")}),),
    "whom": "p1",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One exercise with every kind of question, in two languages."""
    folder = tmp_path / "workbook" / "exercises"
    spanish = ENGLISH
    for words, theirs in IN_SPANISH.items():
        assert words in spanish
        spanish = spanish.replace(words, theirs)
    for language, text in (("en", ENGLISH), ("es", spanish)):
        (folder / language).mkdir(parents=True)
        (folder / language / "everything.md").write_text(text, encoding="utf-8")
    (folder.parent / "__init__.py").touch()
    monkeypatch.setattr("workbook.authoring.library._HOUSE", folder)
    assert check([folder], Library()) == ()
    return folder


@pytest.fixture
def written(house: Path, tmp_path: Path) -> Path:
    """A folder whose notebook was filled in English."""
    folder = tmp_path / "notes"
    with Notebook.open(folder) as notebook:
        sitting = sit(notebook, "en")
        for question, value in ANSWERS.items():
            sitting.answer(question, value)
        sitting.finish()
    return folder


def sit(notebook: Notebook, language: str, exercise: str = "everything") -> Sitting:
    return Sitting.open(exercise, Library(language), notebook, lambda: NOW)


def read(folder: Path, language: str) -> dict[str, tuple[str, ...]]:
    """How every answer reads, in a notebook that is opened again."""
    with Notebook.open(folder) as notebook:
        sitting = sit(notebook, language)
        assert sitting.exercise.head.language == language
        assert not sitting.reading.new
        assert not sitting.reading.attic
        return {question: sitting.words(question) for question in ANSWERS}


def test_every_kind_of_question_is_asked(house: Path) -> None:
    exercise = Library().exercise("everything")
    assert exercise is not None
    assert {question.kind for question in exercise.questions} == set(KINDS)


def test_answers_read_in_the_language_at_hand_and_own_words_as_they_were_written(written: Path) -> None:
    english, spanish = read(written, "en"), read(written, "es")
    assert "Red" in english["ticks"]
    assert "Rojo" in spanish["ticks"]
    assert any("green like moss" in words for words in spanish["ticks"])
    assert (english["one"], spanish["one"]) == (("Second",), ("Segunda",))
    assert spanish["order"] == ("Agua", "my own thing")
    assert spanish["whom"] == ("Mira",)
    assert spanish["people"] == ("Mira",)
    for question in ("much", "short", "long", "many", "when"):
        assert spanish[question] == english[question] != ()
    assert any("Rojo" in words for words in spanish["each"])


def test_values_are_the_same_in_both_languages_and_nothing_is_asked_again(written: Path) -> None:
    for language in ("es", "en", "es"):
        with Notebook.open(written) as notebook:
            sitting = sit(notebook, language)
            assert {question: sitting.value(question) for question in ANSWERS} == ANSWERS
            assert sitting.open_questions() == ()
            assert len(notebook.entries("everything")) == 1


def test_answer_that_is_changed_in_spanish_reads_in_english_with_the_rest(written: Path) -> None:
    before = read(written, "en")
    with Notebook.open(written) as notebook:
        sitting = sit(notebook, "es")
        sitting.answer("ticks", Ticked(("blue", "other"), {"other": "verde musgo"}))
        sitting.answer("people", (*_people(sitting), Record("p2", {"name": "Dina", "near": "no"})))
        sitting.answer("order", (Ranked("own-1", "my own thing"), Ranked("bread")))
    after = read(written, "en")
    assert "Blue" in after["ticks"]
    assert any("verde musgo" in words for words in after["ticks"])
    assert after["people"] == ("Mira", "Dina")
    assert after["order"] == ("my own thing", "Bread")
    untouched = set(ANSWERS) - {"ticks", "people", "order", "each"}
    assert {question: after[question] for question in untouched} == {name: before[name] for name in untouched}


def _people(sitting: Sitting) -> tuple[Record, ...]:
    people = sitting.value("people")
    assert isinstance(people, tuple)
    return tuple(each for each in people if isinstance(each, Record))


def test_stored_words_stay_those_that_were_shown(written: Path) -> None:
    with Notebook.open(written) as notebook:
        sit(notebook, "es").answer("one", "first")
    with Notebook.open(written) as notebook:
        (entry,) = notebook.entries("everything")
        changed, kept = entry.answers["one"], entry.answers["ticks"]
        assert (changed.language, changed.wording.labels["first"]) == ("es", "Primera")
        assert (kept.language, kept.wording.labels["red"]) == ("en", "Red")
        assert kept.wording.question == "Ticks?"


def test_plan_is_in_the_language_at_hand_with_the_words_that_were_written(written: Path) -> None:
    def plan(language: str) -> str:
        with Notebook.open(written, read_only=True) as notebook:
            return to_markdown(compose(Library(language), notebook, Audience.PRIVATE, NOW.date()))

    english, spanish = plan("en"), plan("es")
    for said, theirs in (("Red", "Rojo"), ("Second", "Segunda"), ("Water", "Agua"), ("**Near:** Yes", "**Cerca:** Sí")):
        assert said in english
        assert theirs in spanish
        assert said not in spanish
    for own in ("green like moss", "my own thing", "a short line", "around Easter", "Mira"):
        assert own in english
        assert own in spanish
    assert plan("en") == english


def test_entry_begun_in_spanish_goes_on_in_english(house: Path, tmp_path: Path) -> None:
    with Notebook.open(tmp_path / "notes") as notebook:
        sit(notebook, "es").answer("one", "first")
        sitting = sit(notebook, "en")
        assert sitting.words("one") == ("First",)
        sitting.answer("short", "on it goes")
        (entry,) = notebook.entries("everything")
        assert set(entry.answers) == {"one", "short"}
        assert sit(notebook, "es").words("short") == ("on it goes",)


def test_shipped_boundaries_read_in_spanish_with_the_gates_closed_alike(tmp_path: Path) -> None:
    fields = {"behaviour": "Shouting", "safe": "worse", "consequence": "I end the call", "value": "calm"}
    with Notebook.open(tmp_path / "notes") as notebook:
        sit(notebook, "en", "values").answer("top-values", (Ranked("calm"), Ranked("own-1", "time to paint")))
        sit(notebook, "en", "boundaries").answer("boundaries", (Record("b1", fields),))
        plans = {
            language: to_markdown(compose(Library(language), notebook, Audience.ADVOCATE, NOW.date()))
            for language in ("en", "es")
        }
        pages = {language: [page.id for page in sit(notebook, language, "boundaries").pages()] for language in plans}
        assert pages["en"] == pages["es"]
        assert "aloud" not in pages["es"]
    assert "**Hago esto, en silencio:** I end the call" in plans["es"]
    assert "Calma" in plans["es"]
    assert "time to paint" in plans["es"]
    assert "quietly" in plans["en"]
