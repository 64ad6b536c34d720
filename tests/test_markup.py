"""Whatever is drawn is handed over as `Content`, so that no words are ever read as markup."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "workbook"
DRAWING = [
    PACKAGE / "app.py",
    *sorted((PACKAGE / "screens").rglob("*.py")),
    *sorted((PACKAGE / "widgets").rglob("*.py")),
]
SAFE = {"Content", "Rewrapped", "Option", "Widget", "WordsRow"}
"""What is drawn as it stands; annotations of a function may name these, several of these, or an iterable of them."""
DRAWN_FIRST = {
    "Static",
    "Label",
    "Button",
    "Option",
    "Checkbox",
    "RadioButton",
    "Link",
    "Digits",
    "Tab",
    "Menu",
    "OptionList",
}
"""Classes that draw what they are given first; lists of options draw whatever they are given."""
LISTS = {"Menu", "OptionList", "SelectionList", "RadioSet"}
WORDS = {"WordsRow", "MaskedWords"}
"""Classes of ours that draw one of two things, which they are given first."""
DRAWN_BY_NAME = {
    "label",
    "prompt",
    "content",
    "renderable",
    "border_title",
    "border_subtitle",
    "tooltip",
    "title",
    "sub_title",
}
# A line to type in draws its placeholder as it stands.
DRAWN_WHEN_SET = {"label", "border_title", "border_subtitle", "tooltip"}
DRAWING_METHODS = {
    "update",
    "add_option",
    "add_options",
    "replace_option_prompt",
    "set_options",
    "add_column",
    "add_row",
}
HITS = {"Hit": 1, "DiscoveryHit": 0}
"""Where the palette's rows stand among the arguments."""
NEVER = {"from_markup", "from_text", "render_markup", "to_content", "escape", "escape_markup", "visualize"}
NEVER_CLASSES = {
    "Markdown",
    "MarkdownViewer",
    "RichLog",
    "Log",
    "DataTable",
    "Tree",
    "DirectoryTree",
    "Select",
    "SelectionList",
    "Collapsible",
    "Header",
    "Footer",
    "Pretty",
}
"""Widgets that read markup in places which cannot be seen here."""


class Rule:
    """Looks for words that a widget would read as markup."""

    def __init__(self, trees: dict[str, ast.Module]) -> None:
        self._trees = trees
        self._returns: dict[str, set[bool]] = {}
        self._here: dict[str, set[bool]] = {}
        """The same of the module that is looked at."""
        self._other: set[str] = set()
        """Names there that mean something of ours."""
        self._bases: dict[str, tuple[set[str], bool]] = {}
        self._class_of: dict[ast.AST, ast.ClassDef] = {}
        self._attributes: dict[ast.ClassDef, set[str]] = {}
        """Those of a class that hold nothing but what is safe."""
        for tree in trees.values():
            _add_returns(tree, self._returns)
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    self._class_of.update(dict.fromkeys(ast.walk(node), node))
                    own = any(isinstance(each, ast.FunctionDef) and each.name == "__init__" for each in node.body)
                    self._bases[node.name] = ({_last_name(base) for base in node.bases}, own)

    def faults(self) -> list[str]:
        """Each place, and what is wrong there."""
        found = []
        for name, tree in self._trees.items():
            self._here = _add_returns(tree, {})
            self._other = _of_the_model(tree)
            for scope in _scopes(tree):
                found += [f"{name}:{getattr(node, 'lineno', 0)}: {said}" for node, said in self._in_scope(scope)]
        return found

    def _gives_content(self, name: str) -> bool:
        """Whether every function of that name here, or else anywhere, gives what is drawn as it stands."""
        return (self._here.get(name) or self._returns.get(name)) == {True}

    def _in_scope(self, scope: ast.AST) -> Iterator[tuple[ast.AST, str]]:
        known = self._known_in(scope)
        for node in _own_nodes(scope):
            if isinstance(node, ast.Call):
                if not _is_passed_on(node, scope):
                    yield from self._call(node, known)
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    named = isinstance(target, ast.Attribute) and target.attr in DRAWN_WHEN_SET
                    if named and not self._is_safe(node.value, known):
                        yield node, f"`{ast.unparse(target)}` is given words, not Content"
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                for alias in node.names:
                    if alias.name in NEVER_CLASSES | NEVER:
                        yield node, f"`{alias.name}` reads markup"
            elif isinstance(node, ast.FunctionDef) and node.name == "render" and not _names_safe(node.returns):
                yield node, "`render` has to say that it gives Content or a visual"

    def _call(self, node: ast.Call, known: set[str]) -> Iterator[tuple[ast.AST, str]]:
        name = _last_name(node.func)
        first = node.args[:1]
        drawn: list[ast.expr] = []
        if isinstance(node.func, ast.Attribute):
            if name in NEVER and ast.unparse(node.func) != "re.escape":
                yield node, f"`{name}` reads markup"
            if name == "notify" and not any(
                each.arg == "markup" and isinstance(each.value, ast.Constant) and each.value.value is False
                for each in node.keywords
            ):
                yield node, "`notify` without markup=False"
            if name in DRAWING_METHODS:
                drawn += first
            if (
                name == "__init__"
                and isinstance(node.func.value, ast.Call)
                and _last_name(node.func.value.func) == "super"
            ):
                drawn += node.args[:2] if self._derives(node, WORDS) else []
                drawn += first if self._derives(node, DRAWN_FIRST) else []
        elif name in WORDS or self._is_like(name, WORDS):
            drawn += node.args[:2]
            drawn += [each.value for each in node.keywords if each.arg in {"shown", "hidden"}]
        elif self._draws_first(name):
            drawn += node.args if name in LISTS or self._is_a(name, LISTS) else first
        elif name in HITS:
            drawn += node.args[HITS[name] : HITS[name] + 1]
            if any(each.arg == "help" for each in node.keywords) or len(node.args) > 3:
                yield node, f"`help` of {name} is read as markup"
        if self._draws_first(name) or name in HITS:
            drawn += [each.value for each in node.keywords if each.arg in DRAWN_BY_NAME]
        for named in node.keywords:
            if named.arg == "tooltip" or (named.arg == "markup" and not _is_false(named.value)):
                yield node, f"`{named.arg}` of {name} is read as markup"
        for each in drawn:
            if not self._is_safe(each, known):
                yield node, f"`{name}` is given words, not Content: {ast.unparse(each)[:60]}"

    def _draws_first(self, name: str) -> bool:
        """Whether it is a class that draws its first argument: one of Textual's, or one of ours that takes the same."""
        if name in DRAWN_FIRST:
            return name not in self._other
        return self._is_like(name, DRAWN_FIRST)

    def _is_like(self, name: str, wanted: set[str]) -> bool:
        """Whether a class takes what the first of its bases that are wanted takes."""
        bases, own = self._bases.get(name, (set(), True))
        return not own and any(base in wanted or self._is_like(base, wanted) for base in bases)

    def _is_a(self, name: str, wanted: set[str]) -> bool:
        bases, _own = self._bases.get(name, (set(), True))
        return name in wanted or any(self._is_a(base, wanted) for base in bases)

    def _derives(self, node: ast.AST, wanted: set[str]) -> bool:
        around = self._class_of.get(node)
        return around is not None and any(self._is_a(_last_name(base), wanted) for base in around.bases)

    def _known_in(self, scope: ast.AST) -> set[str]:
        """Names in a function that hold nothing but what is safe."""
        known: set[str] = set()
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = [*scope.args.args, *scope.args.kwonlyargs, *scope.args.posonlyargs]
            known |= {each.arg for each in arguments if _names_safe(each.annotation)}
        assigned: dict[str, list[ast.expr]] = {}
        for node in _own_nodes(scope):
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                assigned.setdefault(node.targets[0].id, []).append(node.value)
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                assigned.setdefault(node.target.id, []).append(node.value)
        for _time in range(3):
            known |= {name for name, values in assigned.items() if all(self._is_safe(each, known) for each in values)}
        return known

    def _safe_attributes(self, around: ast.ClassDef | None) -> set[str]:
        """What a class keeps in itself that is safe wherever it sets it."""
        if around is None or around in self._attributes:
            return set() if around is None else self._attributes[around]
        self._attributes[around] = set()  # while it is looked for, none counts
        safe: dict[str, set[bool]] = {}
        for scope in ast.walk(around):
            if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
                known = self._known_in(scope)
                for name, value in _set_in(scope):
                    safe.setdefault(name, set()).add(value is not None and self._is_safe(value, known))
        self._attributes[around] = {name for name, said in safe.items() if said == {True}}
        return self._attributes[around]

    def _is_safe(self, node: ast.expr, known: set[str]) -> bool:
        match node:
            case ast.Name(id=name):
                return name in known
            case ast.Starred(value=value):
                return self._is_safe(value, known)
            case ast.IfExp(body=body, orelse=other):
                return self._is_safe(body, known) and self._is_safe(other, known)
            case ast.List(elts=each) | ast.Tuple(elts=each):
                return all(self._is_safe(one, known) for one in each)
            case ast.ListComp(elt=one) | ast.GeneratorExp(elt=one):
                return self._is_safe(one, known)
            case ast.BinOp(left=left, op=ast.Add()):
                return self._is_safe(left, known)
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                return name in self._safe_attributes(self._class_of.get(node))
            case ast.Call(func=ast.Name(id=name)):
                return name in SAFE or self._draws_first(name) or self._gives_content(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="Content"), attr=name)):
                return name in {"styled", "assemble", "empty"}
            case ast.Call(func=ast.Attribute(value=value, attr=name)):
                return name not in NEVER and (self._is_safe(value, known) or self._gives_content(name))
        return False


def _of_the_model(tree: ast.AST) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("workbook.model")
        for alias in node.names
    }


def _add_returns(tree: ast.AST, returns: dict[str, set[bool]]) -> dict[str, set[bool]]:
    """Whether each function, by its name, gives what is drawn as it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            returns.setdefault(node.name, set()).add(_names_safe(node.returns))
    return returns


def _set_in(scope: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    """What a function sets in `self`, and to what; None where that cannot be seen."""
    for node in _own_nodes(scope):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign | ast.AugAssign)
            else []
        )
        for target in targets:
            for each in ast.walk(target):
                if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "self":
                    yield each.attr, getattr(node, "value", None) if each is target else None


def _is_passed_on(node: ast.Call, scope: ast.AST) -> bool:
    """Whether a method that draws hands what it was given to its base's own: it is seen where it comes from."""
    match node.func:
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name):
            return name in DRAWING_METHODS and isinstance(scope, ast.FunctionDef) and name == scope.name
    return False


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=value):
            return _last_name(value)
    return ""


def _names_safe(annotation: ast.expr | None) -> bool:
    """Whether an annotation names something that is drawn as it stands, or several of it."""
    match annotation:
        case ast.Constant(value=str(text)):
            return _names_safe(ast.parse(text, mode="eval").body)
        case ast.Name(id=name):
            return name in SAFE
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _names_safe(left) and _names_safe(right)
        case ast.Subscript(value=ast.Name(id=name), slice=inner):
            return name in {"Iterator", "Iterable", "Sequence", "list", "tuple"} and _names_safe(inner)
    return False


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope, without those of functions in it; these themselves come too."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += ast.iter_child_nodes(node)


def faults_in(source: str) -> list[str]:
    """What the rule finds in a few lines."""
    return Rule({"few.py": ast.parse(source)}).faults()


def test_nothing_hands_words_to_a_widget_as_markup() -> None:
    trees = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in DRAWING}
    assert Rule(trees).faults() == []


@pytest.mark.parametrize(
    "bad",
    [
        "Static(words)",
        "Static('plain')",
        "Static(f'{words}')",
        "Static(content=words)",
        "Static(_('hello {name}').format(name=name))",
        "Label(entry.words)",
        "Button('Go')",
        "Button(label=words)",
        "Option(head.title)",
        "Option(prompt=head.title)",
        "Menu('one', 'two')",
        "Menu(Option(Content('one')), words)",
        "Checkbox(words)",
        "RadioButton(words)",
        "self.query_one(Static).update(words)",
        "self.note.update(str(error))",
        "self.update(words if words else Content(''))",
        "listed.add_option(head.title)",
        "listed.add_options([head.title])",
        "listed.add_options(each.title for each in heads)",
        "button.label = words",
        "self.border_title = _('Please {name}')",
        "self.border_subtitle = words",
        "self.tooltip = words",
        "widget.tooltip = words",
        "Static(Content('x'), tooltip=words)",
        "Static(words, markup=True)",
        "self.notify(words)",
        "self.app.notify(words, markup=True)",
        "self.app.notify(words, severity='error')",
        "Content.from_markup(words)",
        "Content.from_markup('[b]$name', name=words)",
        "Static(Content.from_markup(words))",
        "Content.from_text(words)",
        "Text.from_markup(words)",
        "from textual.widgets import Markdown",
        "from textual.widgets import DataTable, Static",
        "from textual.markup import to_content",
        "Hit(1.0, head.title, go)",
        "DiscoveryHit(title, go)",
        "DiscoveryHit(Content(title), go, help=about)",
        "Hit(score, matcher.highlight(title), go)",
        "words = Content('x')\nwords = entry.words\nStatic(words)",
        "def f(words: str) -> None:\n    Static(words)",
        "def f(words) -> None:\n    Static(words)",
        "def g() -> str: ...\nStatic(g())",
        "def g() -> str: ...\ndef f() -> None:\n    Static(g() + Content('x'))",
        "class Note(Static):\n    def __init__(self, words: str) -> None:\n        super().__init__(words)",
        "class Note(Static):\n    pass\nNote(words)",
        "class Note(Static):\n    def render(self) -> str:\n        return self.words",
        "class Note(Widget):\n    def render(self):\n        return self.words",
        "escape(words)\nStatic(rich.markup.escape(words))",
        "listed.add_option(WordsRow(Content(words), words, 'x'))",
        "WordsRow(card(words), Content('x'), 'x')",
        "WordsRow(shown=words, hidden=Content('x'), id='x')",
        "MaskedWords(words, dots())",
        "MaskedWords(Content(words), hidden=words)",
        "class Said(MaskedWords):\n    pass\nSaid(Content('x'), words)",
        "class Said(MaskedWords):\n    def __init__(self, w):\n        super().__init__(Content(w), w)",
        "class Note(Static):\n    def f(self, words: str):\n        self.w = words\n        self.update(self.w)",
        "class Note(Static):\n    def f(self, w: Content):\n        self.w = w\n        self.update(self.w)\n"
        "    def g(self, w):\n        self.w = w",
        "def f(words: 'Content | str') -> None:\n    Static(words)",
        "class List(Menu):\n    def add_options(self, new):\n        self.listed.add_options(new)",
    ],
)
def test_rule_finds_words_that_would_be_markup(bad: str) -> None:
    assert faults_in(bad)


@pytest.mark.parametrize(
    "good",
    [
        "Static()",
        "Static(id='note')",
        "Static(Content(words))",
        "Static(Content.styled(words, 'bold'), id='title')",
        "Static(Content.assemble((words, 'bold'), more))",
        "Static(Content('\\n').join(lines))",
        "Static(Content(words) if words else Content(''))",
        "Static(Content(words) + words)",
        "Button(Content('Go'), variant='primary')",
        "Menu(Option(Content(words)), id='x')",
        "def rows() -> Iterator[Option]: ...\nMenu(*rows())",
        "def row() -> Content: ...\nlisted.add_option(Option(row()))",
        "words = Content('x')\nStatic(words)",
        "def f(words: Content) -> None:\n    Static(words)",
        "def f(words: 'Content | str') -> None:\n    pass",
        "self.border_title = Content('x')",
        "self.app.notify(words, markup=False)",
        "class Note(Static):\n    def __init__(self, a):\n        super().__init__(Content(a))\nNote(words)",
        "class Note(Widget):\n    def render(self) -> Rewrapped:\n        return self.drawn",
        "Hit(1.0, Content(title), go, text=title)",
        "listed.add_option(WordsRow(Content(words), Content('x') + words, 'x'))",
        "def row() -> WordsRow: ...\nlisted.add_option(row())",
        "class Note(Static):\n    def f(self, w: Content):\n        self.w = w\n        self.update(self.w)",
        "def f(words: 'Content | Rewrapped') -> None:\n    Static(words)",
        "class List(Menu):\n    def add_options(self, new):\n        super().add_options(list(new))",
    ],
)
def test_rule_lets_content_pass(good: str) -> None:
    assert faults_in(good) == []
