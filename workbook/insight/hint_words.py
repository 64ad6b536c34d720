"""The words by which a hint is found, by language. Few on purpose: a hint where there is nothing to see does harm."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_NOT_IN = r"(?:not|never|no one|nobody|no longer|\w+n't)"
_NO_ES = r"(?:no|nunca|jamás|nadie|tampoco)"

_BAD_EN = (
    r"idiots?|morons?|stupid|dumb|pathetic|crazy(?! about)|insane|psycho(?:path)?|sociopath|narcissist|liar|bully|"
    r"coward|loser|monster|bastard|bitch|asshole|arsehole|jerk|pig|creep|disgusting|worthless|useless|toxic|abuser|"
    r"control freak|selfish|childish"
)
_STOPS_EN = (
    r"stop|change(?! (?:trains?|buses|planes|at))|listen|respect|apologi[sz]e|behave|calm down|treat me|admit|"
    r"leave me alone|let me (?:go|leave|sleep|speak|finish)|be (?:quiet|kind|kinder|nice|nicer|polite|calm)"
)
_DOES_EN = (
    r"shout|yell|scream|swear|insult|call me|hit|hurt|touch|threaten|follow|lie|blame|mock|interrupt|ignore|"
    r"(?:talk|speak) to me|do (?:that|this)|treat me"
)
_TOLD_EN = r"(?:say|says|said|saying|tell|told|telling|hope|hoping|think|believe|doubt|wish|threaten\w*|promise\w*)"
_UNSURE_EN = rf"(?:if|when|whenever|once|until|unless|whether|{_TOLD_EN})"

_BAD_ES = (
    r"idiota|imbécil|estúpid[oa]|tont[oa]|loc[oa]|inútil|mentiros[oa]|cobarde|egoísta|narcisista|psicópata|monstruo|"
    r"basura|patétic[oa]|asqueros[oa]|tóxic[oa]|maltratador(?:a)?|controlador(?:a)?|malvad[oa]|infantil|cerd[oa]|fracasad[oa]|miserable"
)
_STOPS_ES = (
    r"parar|dejar de|dejarme|cambiar|callarte|escuchar(?:me)?|respetar(?:me)?|calmarte|pedir(?:me)? perdón|"
    r"entender(?:me)?|comportarte|portarte|tratarme|aprender|admitir"
)
_DOES_ES = (
    r"gritar(?:me)?|insultar(?:me)?|pegar(?:me)?|tocar(?:me)?|amenazar(?:me)?|seguir(?:me)?|mentir(?:me)?|"
    r"hablar(?:me)?|culpar(?:me)?|burlarte|interrumpir(?:me)?|ignorar(?:me)?|hacer (?:eso|esto)|hacerlo|volver a"
)
_YOU_DO_ES = (
    r"escuchas|haces|dices|gritas|llegas|mientes|ayudas|piensas|quieres|estás|vas|vienes|llamas|insultas|criticas|"
    r"exageras|olvidas|cumples|respetas|entiendes|cambias|contestas|preguntas|interrumpes|culpas|amenazas|controlas|"
    r"sales|dejas|das|pides|hablas|callas|empiezas|acabas|discutes|ignoras|rompes"
)
_PRONOUNS_ES = r"(?:(?:me|te|nos|se|lo|la|los|las|le|les)\s+){0,2}"
_TOLD_ES = r"(?:espero|creo|dudo|ojalá|dijiste|dijo|dices|dice|digas|decir|prometiste|prometes)"
_UNSURE_ES = rf"(?:si|cuando|hasta que|mientras|{_TOLD_ES})"

_PATTERNS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": {
            "explaining": (
                r"(?<!\bjust )\b(?P<said>because)\b",
                r"\b(?P<said>the reason(?: why)?) (?:is|was|that|i|we|you)\b",
                r"\b(?P<said>that(?:'s| is) why)\b",
                r"\b(?P<said>since) (?:you|we|they|he|she|it|this|i) (?:is|are|am|keep|keeps|do|does|don't|do not|"
                r"doesn't|will|won't|can|can't|cannot|have to|has to|need|needs|want|wants|refuse|refuses|insist)\b",
            ),
            "sorry": (
                r"^(?P<said>sorry)\b",
                r"\b(?:i am|i'm|im|we are|we're)(?: (?:so|very|really|truly|just|deeply|terribly)){0,2} "
                r"(?P<said>sorry)\b",
                r"\bi(?: (?:do|must|want to|have to|would like to|sincerely|really)){0,2} (?P<said>apologi[sz]e)\b"
                r"(?! for nothing)",
                r"^(?:please )?(?P<said>forgive me)\b",
                r"^(?P<said>my apologies)\b",
            ),
            "threat": (
                r"\b(?P<said>or else)\s*(?:[.!…]|$)",
                r"\b(?P<said>you(?:'ll| will| are going to|'re going to) (?:regret|pay for|be sorry))\b",
                r"\b(?P<said>you(?:'ll| will) never see)\b",
                r"\b(?P<said>i(?:'ll| will| am going to|'m going to) (?:make you (?:pay|regret|suffer|sorry)|ruin|"
                r"destroy|kill|hurt|hit) ?(?:you|everything)?)\b",
                r"\b(?P<said>i(?:'m| am) warning you)\b",
                r"\b(?P<said>(?:last|final) warning)\b",
                r"^(?P<said>just you wait)\b",
            ),
            "insult": (
                rf"\b(?:you are|you're)(?: (?:such|so|just|only|nothing but|really|being|a|an|the|the most|such a|"
                rf"complete|total|bloody|fucking)){{0,4}} (?P<said>{_BAD_EN})\b",
                r"\byou (?P<said>idiot|moron|liar|bully|coward|loser|monster|bastard|bitch|asshole|arsehole|jerk|pig|"
                r"creep|psycho)\b",
            ),
            "always": (
                r"\byou(?:'re| are)? (?P<said>always|never)\b(?= \w)(?! (?:have|need|mind|can|could|may|to|welcome)\b)",
                r"\b(?P<said>always|never) (?:are|do) you\b",
            ),
            "promise": (
                rf"\b(?P<said>you(?:'ll| will| are going to|'re going to) (?:{_STOPS_EN}))\b",
                rf"\b(?P<said>you(?: will not| won't| will never|'ll never| are not going to|'re not going to|"
                rf" aren't going to)(?: ever)?(?: again)? (?:{_DOES_EN}))\b",
                rf"\b(?P<said>i(?:'ll| will) make (?:sure (?:that )?)?you (?:{_STOPS_EN}))\b",
                r"\b(?P<said>(?:it|this|that) (?:will (?:never|not)|won't) happen again)\b",
            ),
        },
        "es": {
            "explaining": (
                r"(?<!\bsolo )(?<!\bsólo )(?<!\bno )\b(?P<said>porque)\b",
                r"\b(?P<said>ya que|puesto que|dado que)\b",
                r"^(?P<said>es que)\b",
                r"\b(?P<said>la razón) (?:es|por|de que)\b",
                r"\b(?P<said>por eso)\b",
            ),
            "sorry": (
                r"^(?P<said>perdón|perdona|perdóname|disculpa|discúlpame|mil disculpas)\b",
                r"\b(?P<said>lo siento)(?= (?:mucho|tanto|muchísimo|pero|de verdad)\b|\s*[,.;!…]|\s*$)",
                r"\b(?P<said>pido (?:perdón|disculpas))\b",
            ),
            "threat": (
                r"\b(?P<said>o si no)\s*(?:[.!…]|$)",
                r"\b(?P<said>te (?:vas a arrepentir|arrepentirás)|lo (?:vas a lamentar|lamentarás))\b",
                r"\b(?P<said>me las (?:pagarás|vas a pagar))\b",
                r"\b(?P<said>(?:ya verás|vas a ver|te vas a enterar))\s*(?:[.!…]|$)",
                r"\b(?P<said>atente a las consecuencias)\b",
                r"\b(?P<said>te lo advierto)\b",
                r"\b(?P<said>últim[oa] (?:advertencia|aviso))\b",
                r"\b(?P<said>no (?:volverás|vas a volver) a ver a)\b",
                r"\b(?P<said>te voy a (?:hundir|destruir|matar|pegar|arruinar|hacer daño))\b",
            ),
            "insult": (
                rf"\b(?:eres|estás)(?: (?:un|una|tan|muy|solo|puro|pura|la|el|lo más|un verdadero|una verdadera|"
                rf"completamente)){{0,3}} (?P<said>{_BAD_ES})\b",
                r"^(?P<said>idiota|imbécil|estúpid[oa]|inútil|mentiros[oa]|cobarde)(?=\s*[,.!…])",
            ),
            "always": (
                rf"\b(?P<said>siempre|nunca|jamás) {_PRONOUNS_ES}(?:{_YOU_DO_ES})\b",
                r"\btú (?P<said>siempre|nunca|jamás)\b(?! (?:puedes|podrás|tendrás))",
                rf"\b(?:{_YOU_DO_ES}) (?P<said>siempre)\b",
            ),
            "promise": (
                rf"\b(?P<said>(?:te )?vas a (?:{_STOPS_ES}|callar|calmar))\b",
                rf"\b(?P<said>no (?:me |te )?vas a (?:{_DOES_ES}))\b",
                r"\b(?P<said>(?:pararás|cambiarás|dejarás de|me (?:respetarás|escucharás)|te (?:calmarás|callarás)|"
                r"no (?:me (?:gritarás|insultarás|pegarás|amenazarás|mentirás|tocarás)|volverás a)))(?!\w)(?! ver a)",
                r"\b(?P<said>(?:eso |esto )?no (?:volverá|va a volver) a pasar)\b",
            ),
        },
    }
)
_NOT_AFTER: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "sorry": rf"\b(?:{_NOT_IN}|{_UNSURE_EN})\b",
            "threat": rf"\b{_TOLD_EN}\b",
            "insult": rf"\b(?:{_NOT_IN}|{_TOLD_EN})\b",
            "promise": rf"\b{_UNSURE_EN}\b",
        },
        "es": {
            "sorry": rf"\b(?:{_NO_ES}|sí|{_UNSURE_ES})\b",
            "threat": rf"\b{_TOLD_ES}\b",
            "insult": rf"\b(?:{_NO_ES}|{_TOLD_ES})\b",
            "promise": rf"\b{_UNSURE_ES}\b",
        },
    }
)
"""What turns it around, or makes it somebody else's words, where it stands before it in the same part of a sentence."""


def kinds_in(language: str) -> tuple[str, ...]:
    """The hints that are found by words in a language, in the order they are given; none in one that is not known."""
    return tuple(_PATTERNS.get(language, ()))


def patterns(language: str, kind: str) -> tuple[re.Pattern[str], ...]:
    """What finds one kind of hint. The group `said` is what is quoted."""
    return tuple(re.compile(each, re.IGNORECASE) for each in _PATTERNS[language][kind])


def turned_by(language: str, kind: str) -> re.Pattern[str] | None:
    """What makes a find none, standing before it."""
    words = _NOT_AFTER[language].get(kind)
    return re.compile(words, re.IGNORECASE) if words else None
