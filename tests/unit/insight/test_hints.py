"""Hints: what they see, and above all what they leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.insight.hint_words import kinds_in
from workbook.insight.hints import hints
from workbook.insight.put_away import left, with_put_away

ENGLISH = {
    "I am leaving because you shout.": "explaining",
    "The reason is that I am tired.": "explaining",
    "Since you keep shouting, I am hanging up.": "explaining",
    "I am tired. That's why I go now.": "explaining",
    "That\u2019s why I am hanging up.": "explaining",
    "Sorry, I have to go.": "sorry",
    "I'm so sorry, I have to go now.": "sorry",
    "I apologise, but no.": "sorry",
    "Please forgive me, I am leaving.": "sorry",
    "Stop it, or else.": "threat",
    "You will regret this.": "threat",
    "If you do that again, you'll pay for it.": "threat",
    "I will make you pay.": "threat",
    "I'm warning you.": "threat",
    "You'll never see the children again.": "threat",
    "You are such an idiot.": "insult",
    "You're crazy.": "insult",
    "You are just a bully, and I am going.": "insult",
    "Go away, you liar.": "insult",
    "You always shout at me.": "always",
    "You never listen.": "always",
    "Why are you like this? Why do you always start?": "always",
    "You will stop shouting now.": "promise",
    "You're going to listen to me.": "promise",
    "You will not touch me again.": "promise",
    "You won't ever hit me again.": "promise",
    "I will make you stop.": "promise",
    "This will never happen again.": "promise",
}
SPANISH = {
    "Me voy porque gritas.": "explaining",
    "Ya que sigues, cuelgo.": "explaining",
    "Es que estoy cansada.": "explaining",
    "Perdón, tengo que irme.": "sorry",
    "Lo siento mucho, me voy.": "sorry",
    "Lo siento.": "sorry",
    "Te pido perdón, pero me voy.": "sorry",
    "¡Perdona! Me voy.": "sorry",
    "Para, o si no.": "threat",
    "Te vas a arrepentir.": "threat",
    "Ya verás.": "threat",
    "Me las pagarás.": "threat",
    "Te voy a hundir.": "threat",
    "Eres un mentiroso.": "insult",
    "Estás loca.": "insult",
    "Eres muy egoísta, me voy.": "insult",
    "Siempre me gritas.": "always",
    "Nunca escuchas.": "always",
    "Tú siempre con lo mismo.": "always",
    "Vas a dejar de gritar.": "promise",
    "No vas a volver a gritarme.": "promise",
    "No me vas a insultar más.": "promise",
    "Esto no volverá a pasar.": "promise",
    "Te vas a callar.": "promise",
}
FINE_ENGLISH = (
    "I need to stop here for now. I will be back in 30 minutes.",
    "This is too much just now. Let us leave it for 20 minutes.",
    "I can talk about it once it is quiet.",
    "I do not answer insults. If they go on, I leave the room.",
    "Where I am called names, I stop talking. I am stopping now.",
    "I am leaving for the day. We can talk tomorrow.",
    "That was the third time this month. For 30 days I only email.",
    "I am not going to talk about this. I am hanging up now.",
    "I will think about it, and answer in writing.",
    "No, that does not work for me.",
    "I have to be up early. Good night.",
    "I am getting some air.",
    "I do not talk about what I wear.",
    "If it goes on, I go home.",
    "I do not stay on the phone for shouting.",
    # Explaining
    "Just because you ask, I need not answer.",
    "I do not owe anyone a reason.",
    "I do not give reasons.",
    "Since Monday I only answer by email.",
    "I have lived here since you left.",
    "The cause is closed for me.",
    # Apologising
    "I am not sorry.",
    "I do not apologise for this.",
    "I will not say I am sorry for that.",
    "I apologise for nothing.",
    "When you are sorry, write to me.",
    "You need not forgive me.",
    # Threatening
    "If you shout, I will leave.",
    "If you come to my door, I call the police.",
    "I will hang up now.",
    "Please move the car, or else I am late for work.",
    "You said I will regret it. I am going now.",
    'When you say "you will regret it", I hang up.',
    "When I hear \u201cyou will pay for this\u201d, I leave.",
    "I am not threatening you. I am going.",
    "I will tell my sister where I am.",
    # Insulting
    "Do not call me stupid.",
    "I am not crazy.",
    "I do not stay where I am called an idiot.",
    "You are not stupid, and I am still going.",
    "I never said that you are crazy.",
    "When you call me a liar, I leave.",
    "That was a stupid day.",
    "You are late. I am going home.",
    "You are crazy about that car. Good night.",
    # Always and never
    "I never said that.",
    "I never answer after ten.",
    "I always leave at nine.",
    "As always, I only answer by email.",
    "I will never lend you money again.",
    "You may always write to me.",
    "You never have to ask me about that.",
    "You always can reach my lawyer.",
    "I love you always.",
    "I asked you never to phone here.",
    # Promising for somebody else
    "I will stop talking now.",
    "You will hear from my lawyer.",
    "You will get an answer tomorrow.",
    "You will find your keys at the door.",
    "If you will stop, I can stay.",
    "I hope you will listen.",
    "Will you stop, please.",
    "When you stop shouting, I come back.",
    "You can stop or go on. I am leaving.",
    "You will change at Leeds.",
    "You will let me know by email.",
    "Stop.",
    "You will not find me here tomorrow.",
)
FINE_SPANISH = (
    "Necesito parar aquí. Vuelvo en 30 minutos.",
    "No contesto a los insultos. Si siguen, me voy.",
    "Ahora cuelgo. Mañana hablamos.",
    "Tengo que madrugar. Buenas noches.",
    "No, eso no me viene bien.",
    "Lo pienso y contesto por escrito.",
    # Explaining
    "No tengo por qué contestar.",
    "¿Por qué no lo dejamos para mañana?",
    "Solo porque lo pidas, no voy a contestar.",
    "No doy razones.",
    # Apologising
    "No lo siento.",
    "No te pido perdón.",
    "No voy a decir lo siento.",
    "Así lo siento yo.",
    "Cuando pidas perdón, escríbeme.",
    # Threatening
    "Si gritas, cuelgo.",
    "Si vienes a mi puerta, llamo a la policía.",
    "Ya verás la nota en la mesa.",
    "Cuando dices «te vas a arrepentir», me voy.",
    # Insulting
    "No me llames idiota.",
    "Yo no estoy loca.",
    "No eres idiota, y me voy igual.",
    "No me quedo donde me dicen tonta, inútil o mentirosa.",
    "Eres mi madre. Me voy a casa.",
    # Always and never
    "Yo nunca dije eso.",
    "Siempre me voy a las nueve.",
    "Siempre puedes escribirme.",
    "Siempre que me llamas gritando, cuelgo.",
    "Nunca más contesto de noche.",
    "Nunca los martes.",
    "Nunca antes de las diez.",
    # Promising for somebody else
    "Vas a recibir una carta de mi abogada.",
    "Si vas a parar, me quedo.",
    "Espero que me escuches.",
    "No vas a encontrarme aquí.",
    "Voy a parar aquí.",
    "Para.",
)


def found(words: str, language: str = "en") -> list[str]:
    return [hint.id for hint in hints(words, language)]


@pytest.mark.parametrize(("words", "kind"), ENGLISH.items())
def test_english_sentence_has_its_one_hint(words: str, kind: str) -> None:
    assert found(words) == [kind]


@pytest.mark.parametrize(("words", "kind"), SPANISH.items())
def test_spanish_sentence_has_its_one_hint(words: str, kind: str) -> None:
    assert found(words, "es") == [kind]


@pytest.mark.parametrize("words", FINE_ENGLISH)
def test_english_sentence_is_left_alone(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize("words", FINE_SPANISH)
def test_spanish_sentence_is_left_alone(words: str) -> None:
    assert found(words, "es") == []


def test_both_languages_know_the_same_kinds_and_each_is_tried() -> None:
    assert kinds_in("en") == kinds_in("es")
    assert set(ENGLISH.values()) == set(SPANISH.values()) == set(kinds_in("en"))


def test_hint_quotes_what_was_written() -> None:
    (hint,) = hints("I am leaving BECAUSE you shout.", "en")
    assert hint.sentence == "This has “BECAUSE” in it. A reason can be argued with; you may leave it out."


def test_each_kind_is_told_once() -> None:
    assert found("Sorry. I am sorry, because you shout, because I must.") == ["explaining", "sorry"]


def test_whole_sentence_in_quotation_marks_is_the_readers_own() -> None:
    assert found("“You never listen.”") == ["always"]
    assert found('"You never listen."') == ["always"]


@pytest.mark.parametrize(
    ("words", "long"),
    [
        ("One. Two.", False),
        ("One. Two. Three.", True),
        ("Wait... I am going... now", True),
        ("word " * 25, False),
        ("word " * 26, True),
        ("", False),
        ("...", False),
    ],
)
def test_more_than_two_sentences_or_twenty_five_words_are_long(words: str, long: bool) -> None:
    for language in ("en", "es", "de", ""):
        assert ("long" in found(words, language)) is long


@pytest.mark.parametrize("language", ["de", "", "english"])
def test_in_a_language_without_a_list_only_the_length_is_looked_at(language: str) -> None:
    assert not any(found(words, language) for words in (*ENGLISH, *SPANISH))


@pytest.mark.parametrize("language", ["en-GB", "EN", "en_AU"])
def test_region_of_a_language_makes_no_difference(language: str) -> None:
    assert found("You never listen.", language) == ["always"]


@given(st.text(max_size=3000), st.sampled_from(["en", "es", "de"]))
def test_any_words_can_be_looked_at(words: str, language: str) -> None:
    ids = found(words, language)
    assert len(set(ids)) == len(ids)


def test_hint_that_is_put_away_stays_away_until_the_words_change() -> None:
    words, changed = "You never listen, because you shout.", "You never listen, because of the noise."
    first, second = hints(words, "en")
    away = with_put_away(first, "b1", words, ())
    assert left((first, second), "b1", words, away) == (second,)
    assert left(hints(changed, "en"), "b1", changed, away) == hints(changed, "en")
    assert left((first, second), "b2", words, away) == (first, second)


def test_what_is_put_away_replaces_what_was_and_leaves_the_rest() -> None:
    words, changed = "You never listen.", "You never call."
    (hint,) = hints(words, "en")
    kept = ("prompts", *with_put_away(hint, "b2", words, ()))
    away = with_put_away(hint, "b1", words, kept)
    again = with_put_away(hint, "b1", changed, away)
    assert len(away) == len(again) == 3
    assert set(kept) < set(away)
    assert set(kept) < set(again)
    assert left((hint,), "b1", words, again) == (hint,)


def test_no_word_of_the_reader_is_in_what_is_kept() -> None:
    words = "You never listen because of Marjorie."
    for hint in hints(words, "en"):
        (key,) = with_put_away(hint, "b1", words, ())
        assert not any(word.lower() in key.lower() for word in words.replace(".", "").split() if len(word) > 2)
