"""British spelling, by a short list of what is written otherwise in America."""

import re

_OR = "behavior|color|endeavor|favorite|harbor|honor|humor(?!ous)|labor(?!at|io)|neighbor|rumor|savor"
_ER = "center|fiber|theater"
_LL = r"(?:cancel|counsel|label|model|quarrel|signal|travel)(?:ed|ing|or|er)|enroll\b|fulfill|skillful|willful"
_IZ = "(?:apolog|author|critic|emphas|final|minim|normal|organ|priorit|real|recogn|special|summar|symbol|victim)iz"
_YZ = "(?:anal|paral)yz"
_OTHER = r"catalogs?\b|defense|dialogs?\b|gotten|gray|jewelry|moms?\b|mustache|offense|pajama|pretense|skeptic"
_AMERICAN = re.compile(rf"\b(?:{'|'.join((_OR, _ER, _LL, _IZ, _YZ, _OTHER))})\w*", re.IGNORECASE)


def american_words(text: str) -> list[str]:
    """The words that are spelt in the American way."""
    return _AMERICAN.findall(text)
