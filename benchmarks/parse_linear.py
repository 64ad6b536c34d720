"""How the time to parse grows with the text: `python benchmarks/parse_linear.py [KIB]`.

Each text is of a kind that has made some Markdown parser slow. It is read at a quarter, a half and the whole of the
size; linear means that both ratios stay near 2. Sizes are in KiB, 256 at most (the bound of a file); default 128.
Python's garbage collector rests meanwhile, for it comes at times of its own.
"""

import gc
import sys
import time

from workbook.authoring.parser import parse
from workbook.authoring.source import MAX_BYTES, MAX_LINE

_OPENING = "# Slow\n\n<!-- exercise: #slow; version: 1 -->\n\n## Page\n\n"
_ASK = "### Question\n\n<!-- ask: {} #it -->\n\n"

UNITS = {
    "quotes": ">",
    "quoted lines": "> > > > a\nb\n",
    "open links": "[",
    "open pictures": "![",
    "links without end": "[a](",
    "links": "[a](#b) ",
    "links of links": "[a][",
    "stars": "*",
    "open emphasis": "*a **b ",
    "closed emphasis": "a* b** ",
    "underscores": "_*a",
    "backticks": "` `` ``` ",
    "open comments": "x <!-- ",
    "open comments, own lines": "<!-- a\n\n",
    "closed comments": "<!-- #a -->",
    "closed comments, own lines": "<!-- a -->\n",
    "comments closed by a long dash": "<!-- a —>\n",
    "processing tags": "x <?",
    "declarations": "x <!A",
    "raw data": "x<![CDATA[",
    "tags": "<a b='",
    "references": "[a]: b\n",
    "open references": "[a]: b '\n",
    "brackets on lines": "[\n",
    "nested bullets": "- ",
    "headings": "## a\n",
    "headings by accident": "a\n-\n",
    "fences": "```\n",
    "lists": "- a\n",
    "loose lists": "- a\n\n",
    "lazy lists": "- a\nb\n",
    "one paragraph": "a b\n",
    "tables": "a|b\n-|-\n",
    "cells": "|a",
    "entities": "&a",
    "escapes": "\\",
    "spaces": "a     \n",
    "empty lines": "\n",
    "controls": "\x1b",
    "options": "- [ ] a <!-- #a -->\n",
    "options whose ids fell off": "- [ ] a\n<!-- #a -->\n",
    "fields": "- a: ........ <!-- #a -->\n",
    "rings in one field": "( ) a <!-- #a --> ",
    "dots": ".... ",
    "numbers": "1 ",
    "clauses": "when: #a is b; ",
    "conditions": "<!-- show when: #a is b -->\n",
    "rules": "<!-- rule: #a; any: #b is c -->\n",
}
"""What each text is made of."""

KINDS = ("", "checklist", "records")
"""The questions that each text is put under; the empty one stands for a page without a question."""


def make_text(unit: str, kind: str, size: int) -> str:
    """A file of about `size` characters, in lines that are not too long."""
    opening = _OPENING + (_ASK.format(kind) if kind else "")
    body = unit * (max(0, size - len(opening)) // len(unit))
    if "\n" in unit:
        return opening + body
    return opening + "\n".join(body[start : start + MAX_LINE] for start in range(0, len(body), MAX_LINE))


def _seconds(text: str) -> float:
    """The shortest of three runs: the others were disturbed."""
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    gc.collect()
    gc.disable()
    start = time.process_time()
    parse(text, "slow.md")
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def main() -> None:
    """Print the times and their ratios."""
    whole = min(MAX_BYTES, 1024 * int(sys.argv[1])) if len(sys.argv) > 1 else MAX_BYTES // 2
    print(f"{'text':32} {'under':10} {'1/4':>8} {'1/2':>8} {'1/1':>8}  ratios")
    for name, unit in UNITS.items():
        for kind in KINDS:
            # Bytes are bounded, and a long dash has three: a tenth less keeps every text within.
            quarter, half, full = (_seconds(make_text(unit, kind, int(0.8 * whole) // part)) for part in (4, 2, 1))
            ratios = f"{half / quarter:4.1f} {full / half:4.1f}"
            print(f"{name:32} {kind:10} {quarter:8.3f} {half:8.3f} {full:8.3f}  {ratios}", flush=True)


if __name__ == "__main__":
    main()
