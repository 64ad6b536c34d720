"""Markdown as a tree of nodes with exact lines, made from markdown-it's tokens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.rules_inline import StateInline, html_inline, link
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

DEEPEST = 12
"""Levels of lists and quotes inside each other (a list and its item are two); markdown-it drops what is below 20."""


@dataclass(frozen=True, slots=True)
class Node:
    """One block and what is in it."""

    type: str
    """markdown-it's name without `_open`, such as `paragraph`."""
    token: Token
    line: int
    """1-based."""
    children: "tuple[Node, ...]" = ()
    inline: tuple[Token, ...] = ()
    """The words of a paragraph, a heading or a cell."""
    source: str = ""
    """The words as they were written."""

    def leaves(self) -> Iterator["Node"]:
        """This block or the blocks in it that hold no others."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def scan(text: str) -> tuple[Node, ...]:
    """The blocks of a Markdown text; another tool's header is stepped over."""
    tokens = _markdown().parse(text)
    return tuple(node for node in _tree(tokens) if node.type != "front_matter")


def lines_of(node: Node) -> Iterator[tuple[Token, int]]:
    """Each inline token of a node with its line; only comments and links have an exact one, the rest are near."""
    line, position = node.line, 0
    for token in node.inline:
        at = token.meta.get("at", position)
        line += node.source.count("\n", position, at)
        position = at
        yield token, line


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    markdown.inline.ruler.at("link", _placed(link, "link_open"))
    markdown.inline.ruler.at("html_inline", _placed(html_inline, "html_inline"))
    return markdown


def _placed(rule: RuleFuncInlineType, kind: str) -> RuleFuncInlineType:
    """The rule, noting where in the paragraph its token began: inline tokens have no lines of their own."""

    def place(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            made = (token for token in state.tokens[known : known + 2] if token.type == kind)
            for token in made:
                token.meta["at"] = start
        return found

    return place


@dataclass(slots=True)
class _Open:
    token: Token
    line: int
    children: list[Node]
    inline: Sequence[Token] = ()
    source: str = ""

    def close(self) -> Node:
        name = self.token.type.removesuffix("_open")
        return Node(name, self.token, self.line, tuple(self.children), tuple(self.inline), self.source)


def _tree(tokens: Sequence[Token]) -> Iterator[Node]:
    opened: list[_Open] = []
    for token in tokens:
        line = token.map[0] + 1 if token.map else opened[-1].line if opened else 1
        if token.type == "inline":
            opened[-1].inline, opened[-1].source = token.children or (), token.content
            opened[-1].line = line
            continue
        if token.nesting > 0:
            opened.append(_Open(token, line, []))
            continue
        node = Node(token.type, token, line) if token.nesting == 0 else opened.pop().close()
        if opened:
            opened[-1].children.append(node)
        else:
            yield node
