"""Text that tries to be more than text: what every widget, every screen and every way to a terminal must bear."""

import os
import random
import sys
import unicodedata

from hypothesis import strategies

ESC = "\x1b"
MARKUP = {
    "a tag": "[red]words[/red]",
    "a closing tag": "[/x] [/] [/b]",
    "an action": "[@click=app.exit]leave[/]",
    "an action of the screen": "[@click=screen.dismiss('x')]close[/]",
    "a link": "[link=https://example.invalid]here[/link]",
    "a variable": "$primary $var ${x} {x} {0} %s %(x)s",
    "half a tag": "[ [[ ]] [b [/ [=] [@ [#",
    "escaped tags": "\\[b] \\\\[b] \\",
    "Markdown": "# *a* **b** `c` ~~~ ::: <b> | - [x] <!-- when: #x --> ![a](b)",
}
"""What Textual or Rich could take as an order of how to draw."""
ORDERS = {
    "colour": f"{ESC}[31mred",
    "clear": f"{ESC}[2J{ESC}[H{ESC}c",
    "title": f"{ESC}]0;a title\x07",
    "link": f"{ESC}]8;;https://example.invalid{ESC}\\here{ESC}]8;;{ESC}\\",
    "clipboard": f"{ESC}]52;c;aG9zdGlsZQ==\x07",
    "clipboard asked for": f"{ESC}]52;c;?{ESC}\\",
    "answer asked for": f"{ESC}[c{ESC}[6n{ESC}P$qm{ESC}\\{ESC}[21t",
    "DCS": f"{ESC}P1$r0m{ESC}\\",
    "APC and PM": f"{ESC}_Gf=100;AAAA{ESC}\\ {ESC}^pm{ESC}\\ {ESC}Xsos{ESC}\\",
    "alternate screen": f"{ESC}[?1049l{ESC}[?1049h",
    "printing": f"{ESC}[5i{ESC}[4i",
    "C1 CSI": "\x9b31mred\x9b0m",
    "C1 OSC": "\x9d52;c;aG9zdGlsZQ==\x9c",
    "C1 DCS": "\x90q\x9c",
    "every C1": "".join(map(chr, range(0x80, 0xA0))),
    "every C0": "".join(map(chr, range(0x20))),
    "NUL, BEL, BS, DEL": "a\0b\x07c\x08d\x7fe",
    "half an escape": f"{ESC}",
    "shift out": "\x0e lqqk \x0f",
}
"""What a terminal would obey."""
BIDI = {
    "override": "abc\u202edcba\u202cxyz",
    "isolates": "\u2066a\u2067b\u2068c\u2069",
    "marks": "a\u200eb\u200fc\u061cd",
    "never closed": "\u202b\u202a\u202d\u202e\u2067",
}
LETTERS = {
    "tower": "o" + "\u0308\u0323\u0301" * 167,
    "tower on nothing": "\u0301" * 500,
    "enclosed": "a\u20ddb\u0489c",
    "joiners": "a\u200db\u200cc\u2060d\ufeffe\u00adf",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿 ❤️ ❤︎ 🇩🇪🇫 1️⃣ 🫠",
    "selectors": "a\ufe0f\ufe0e\ufe0f☎️\U000e0100",
    "tags": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "wide": "日本語 한국어 \uff46\uff55\uff4c\uff4c\u3000\uff57",
    "right to left": "שלום عليكم 123 abc",
    "strange spaces": "a\u00a0b\u2003c\u3000d\u200be\u1680f\u180eg",
    "unassigned": "\ufdd0\uffff\U0010ffff\ue000\ufffd\ufffc\ufff9",
    "half a letter": "a\ud800b\udfffc\ud83d",
    "a raw byte of a file name": "a\udc9bb\udc1bc",
}
LINES = {
    "tabs": "\ta\tb\t\t日\tc",
    "ends": "a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i",
    "only ends": "\r\n\r\n\n",
    "only blanks": "   \t ",
    "file separators": "a\x1cb\x1dc\x1ed\x1ff",
    "no end of a word": "w" * 300,
}
HOSTILE = {
    f"{group}: {name}": text
    for group, texts in {"markup": MARKUP, "order": ORDERS, "bidi": BIDI, "letters": LETTERS, "lines": LINES}.items()
    for name, text in texts.items()
}
"""Every short one, by a name."""
ALL_AT_ONCE = " ~ ".join(HOSTILE.values())
LONG = 1_000_000
LONG_LINE = "long words [/x] " * (LONG // 16)
"""A single line of a million letters."""


def may_reach_a_terminal(character: str) -> bool:
    """Whether a terminal takes it as a letter, and nothing around it is turned. Knows nothing of the guard."""
    if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return False
    return unicodedata.bidirectional(character) not in {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    } and (character not in "\u061c\u200e\u200f")


_KNOWN = (*HOSTILE.values(), ESC, "[", "]", "/", "\\", "@click=", "$", "\n", "\t", " ")
hostile_text = strategies.lists(
    strategies.sampled_from(_KNOWN) | strategies.text(strategies.characters(categories=None), max_size=12), max_size=8
).map("".join)
"""Pieces of the list between letters of any kind, surrogates among them."""

EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "60"))
"""How many of these are tried where each one takes its time; more for a longer look."""
AT_A_TIME = 12 if EXAMPLES > 60 else 6
"""How many of the texts stand in one place of a notebook that is walked through; every one stands in some."""


def drawn(number: int = EXAMPLES) -> list[str]:
    """Texts of the same sort, the same each time: what Hypothesis draws depends on the modules that were loaded."""
    chance = random.Random(number)
    return ["".join(_piece(chance) for _ in range(chance.randint(0, 8))) for _ in range(number)]


def _piece(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(_KNOWN)
    top = chance.choice([0x7F, 0x2FF, 0xFFFF, sys.maxunicode])
    return "".join(chr(chance.randint(0, top)) for _ in range(chance.randint(0, 12)))
