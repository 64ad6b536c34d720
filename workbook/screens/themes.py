"""Two quiet themes. The others are Textual's names for the terminal's own colours."""

from textual.theme import Theme

DUSK = Theme(
    name="dusk",
    dark=True,
    primary="#8fb8aa",
    secondary="#c9b08a",
    accent="#8fb8aa",
    foreground="#dcd8d0",
    background="#1a1c20",
    surface="#212429",
    panel="#2b2f36",
    success="#9cbf8f",
    warning="#dcab75",
    error="#df9288",
    variables={"footer-key-foreground": "#8fb8aa", "block-cursor-text-style": "none"},
)
PAPER = Theme(
    name="paper",
    dark=False,
    primary="#27665a",
    secondary="#7a5a24",
    accent="#27665a",
    foreground="#2a2a28",
    background="#f8f6f1",
    surface="#f0ede5",
    panel="#e4dfd3",
    success="#3f6f33",
    warning="#8a5310",
    error="#9c3328",
    variables={"footer-key-foreground": "#27665a", "block-cursor-text-style": "none"},
)
NAMES = (DUSK.name, PAPER.name, "ansi-dark", "ansi-light")
