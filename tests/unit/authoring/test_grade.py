"""The reading grade: texts of which it is known, and what is counted."""

import pytest

from workbook.authoring.grade import MEASURES, english_syllables, flesch_kincaid, spanish_syllables, szigriszt, words_in

ENGLISH, SPANISH = MEASURES["en"], MEASURES["es"]
ENGLISH_WORDS = """
a-bout ag-ree-ment an-y-one an-y-thing asked be-ing bound-a-ry call-ing care-ful cen-tral change
coun-sel-lor cry-ing e-mer-gen-cy e-nough ev-ery-thing friend go-ing hap-pened help-line
im-me-di-ate learned makes mes-sa-ges min-utes my no-bod-y notes o-pen peo-ple pla-ces qui-et
re-la-tion-ship safe safe-ly safe-ty sex-u-al some-bod-y some-thing some-where some-times spe-cial
ta-ble thought vi-o-lence wan-ted wish-es writes ea-si-er so-ci-e-ty you're
"""
SPANISH_WORDS = """
a-gua a-ho-ra al-guien a-yu-da ciu-dad co-ra-zón cuer-po de-cir dí-as es-cri-bir fa-mi-lia guar-dar
ha-cer hay lí-mi-te le-er muy na-die o-í-do pa-ís pin-güi-no po-li-cí-a que quie-ro ra-íz rey rui-do
se-gu-ri-dad si-len-cio tam-bién tie-ne us-ted vio-len-cia y yo
"""
PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
GETTYSBURG = (
    "Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty, "
    "and dedicated to the proposition that all men are created equal.",
    "Now we are engaged in a great civil war, testing whether that nation, or any nation so conceived and so "
    "dedicated, can long endure.",
    "We are met on a great battle-field of that war.",
)


@pytest.mark.parametrize("split", ENGLISH_WORDS.split())
def test_syllables_of_english_words(split: str) -> None:
    assert english_syllables(split.replace("-", "").capitalize()) == split.count("-") + 1


@pytest.mark.parametrize("split", SPANISH_WORDS.split())
def test_syllables_of_spanish_words(split: str) -> None:
    assert spanish_syllables(split.replace("-", "").capitalize()) == split.count("-") + 1


def test_formulas_are_those_of_their_sources() -> None:
    assert flesch_kincaid(13, 1, 26) == pytest.approx(13.08)
    assert flesch_kincaid(6, 1, 6) == pytest.approx(-1.45)
    assert szigriszt(100, 5, 200) == pytest.approx(206.835 - 124.6 - 20)


def test_grade_of_known_english_texts() -> None:
    assert ENGLISH.of([PLATYPUS]) == pytest.approx(13.08)
    # 64 words in 3 sentences, and 96 syllables by the CMU dictionary.
    assert ENGLISH.of(GETTYSBURG) == pytest.approx(flesch_kincaid(64, 3, 96))
    assert ENGLISH.of(["The cat sat on the mat."]) == pytest.approx(-1.45)


def test_ease_of_known_spanish_texts() -> None:
    # "En un lugar de la Mancha" of Don Quixote: 33 words, 1 sentence, 60 syllables.
    quixote = (
        "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un hidalgo de los "
        "de lanza en astillero, adarga antigua, rocín flaco y galgo corredor."
    )
    assert len(words_in(quixote)) == 33
    assert SPANISH.of([quixote]) == pytest.approx(szigriszt(33, 1, 60))
    plain = ["Hoy estoy en mi casa.", "No hay nadie más aquí.", "Puedo parar en todo momento."]
    assert SPANISH.is_harder(szigriszt(33, 1, 60), SPANISH.of(plain) or 0)


def test_labels_do_not_make_a_text_look_easier() -> None:
    assert ENGLISH.of([PLATYPUS, "Yes", "No", "Not sure", "My words"]) == ENGLISH.of([PLATYPUS])


@pytest.mark.parametrize("texts", [[], ["Yes"], ["........"], ["1 2 3"]])
def test_text_without_a_sentence_has_no_grade(texts: list[str]) -> None:
    assert ENGLISH.of(texts) is None


def test_number_and_word_with_a_hyphen_are_one_word_each() -> None:
    assert words_in("On 12 May, the well-known friend\u2019s dog ran 100%.") == [
        *("On", "12", "May", "the", "well-known", "friend\u2019s", "dog", "ran", "100")
    ]
