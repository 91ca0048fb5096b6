"""Places of nodes in the text, found only for the nodes of findings.

libcst does not keep positions, and its PositionProvider renders the whole module to get them (95 us a line, where
parsing costs 50).  But CPython's own tree of the same text has them, flake8 has made it already, and the two trees have
the same statements in the same order.  So a node is located by walking *up* to its statement, *down* the
other tree by the same path, and then counting: the third call of this statement here is the third call there.  The
cost is per finding, not per file.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, cast

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Kinds = tuple[type[ast.AST], ...]
_KINDS: dict[type[cst.CSTNode], _Kinds] = {
    cst.Call: (ast.Call,),
    cst.Name: (ast.Name,),
    cst.Attribute: (ast.Attribute,),
    cst.Subscript: (ast.Subscript,),
    cst.Await: (ast.Await,),
    cst.Yield: (ast.Yield, ast.YieldFrom),
    cst.BinaryOperation: (ast.BinOp,),
    cst.UnaryOperation: (ast.UnaryOp,),
    cst.Comparison: (ast.Compare,),
    cst.IfExp: (ast.IfExp,),
    cst.Lambda: (ast.Lambda,),
    cst.NamedExpr: (ast.NamedExpr,),
    cst.Tuple: (ast.Tuple,),
    cst.List: (ast.List,),
    cst.Set: (ast.Set,),
    cst.Dict: (ast.Dict,),
    cst.ListComp: (ast.ListComp,),
    cst.SetComp: (ast.SetComp,),
    cst.DictComp: (ast.DictComp,),
    cst.GeneratorExp: (ast.GeneratorExp,),
    cst.SimpleString: (ast.Constant, ast.JoinedStr),
    cst.ConcatenatedString: (ast.Constant, ast.JoinedStr),
    cst.FormattedString: (ast.Constant, ast.JoinedStr),
}
_STRINGS = (cst.SimpleString, cst.ConcatenatedString, cst.FormattedString)
#: CPython 3.11 and older give wrong places inside f-strings: there a node stands where its string starts
_DEEP_STRINGS = sys.version_info >= (3, 12)
#: None, True and False are names in libcst
_SINGLETONS = (ast.Constant,)
_KEYWORD_NAMES = frozenset({"None", "True", "False"})
_SUITES = frozenset({cst.IndentedBlock, cst.SimpleStatementSuite})
_BODIES = (cst.BaseSuite, cst.Else, cst.Finally, cst.ExceptHandler, cst.ExceptStarHandler, cst.MatchCase, cst.If)


class Locator:
    """Locates the nodes of one module."""

    def __init__(
        self, tree: ast.Module, module: cst.Module, parents: Mapping[cst.CSTNode, cst.CSTNode], source: str
    ) -> None:
        self._module = module
        self._parents = parents
        self._lines = source.splitlines(keepends=True) if "\f" not in source else _split(source)
        self._twins: dict[cst.CSTNode, ast.AST] = {module: tree}
        self._places: dict[cst.CSTNode, dict[cst.CSTNode, int]] = {}
        # per statement asked about: where its expressions stand in the counting, and CPython's expressions to count
        self._roots: dict[cst.CSTNode, tuple[cst.CSTNode | None, cst.CSTNode | None]] = {}
        self._ordinals: dict[cst.CSTNode, dict[cst.CSTNode, int]] = {}
        self._candidates: dict[cst.CSTNode, list[ast.AST]] = {}
        self._matching: dict[tuple[cst.CSTNode, _Kinds], list[ast.AST]] = {}

    def locate(self, node: cst.CSTNode) -> tuple[int, int]:
        """The 1-based line and 0-based column (in characters) where ``node`` starts.

        A node that cannot be found exactly stands where the closest node around it does.
        """
        current: cst.CSTNode | None = node
        while current is not None and current is not self._module:
            target = _first_token(current)
            found = self._exact(target)
            if found is not None:
                return self._place(found)
            current = self._parents.get(current)
        return 1, 0

    def line(self, node: cst.CSTNode, *, roughly: bool = False) -> int:
        """The 1-based line on which ``node`` starts: of a statement on one line without looking for the node itself.

        ``roughly`` is content with the first line of any statement.
        """
        root, _ = self._root_of(node)
        twin = self._twin(root) if root is not None else None
        if isinstance(twin, ast.stmt) and (roughly or _is_on_one_line(twin)):
            return twin.lineno
        return self.locate(node)[0]

    def _place(self, found: ast.AST) -> tuple[int, int]:
        line = getattr(found, "lineno", 1)
        column = getattr(found, "col_offset", 0)
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        if not text.isascii():
            column = len(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "replace"))
        return line, column

    def text(self, node: cst.CSTNode, most: int) -> str | None:
        """The text of a node on one line, cut off where it is long; None if it cannot be found exactly."""
        found = self._exact(node)
        if not isinstance(found, ast.expr) or found.end_lineno is None or found.end_col_offset is None:
            return None
        pieces: list[str] = []
        for number in range(found.lineno, min(found.end_lineno, found.lineno + most) + 1):
            line = self._lines[number - 1].encode("utf-8", "surrogatepass")
            end = found.end_col_offset if number == found.end_lineno else len(line)
            start = found.col_offset if number == found.lineno else 0
            pieces.append(line[start : min(end, start + 4 * most)].decode("utf-8", "replace"))
        text = " ".join(" ".join(pieces).split())
        return text if len(text) <= most else text[: most - 3] + "..."

    def _root_of(self, node: cst.CSTNode) -> tuple[cst.CSTNode | None, cst.CSTNode | None]:
        """The statement around an expression, and the outermost f-string in between."""
        path: list[cst.CSTNode] = []
        current: cst.CSTNode | None = node
        while current is not None and current not in self._roots and not _is_root(current):
            path.append(current)
            current = self._parents.get(current)
        root, string = self._roots.get(current, (current, None)) if current is not None else (None, None)
        for each in reversed(path):
            if string is None and isinstance(each, (cst.FormattedString, cst.ConcatenatedString)):
                string = each
            self._roots[each] = (root, string)
        return root, string

    def _exact(self, node: cst.CSTNode) -> ast.AST | None:
        root, inside_string = self._root_of(node)
        if root is None:
            return None
        twin = self._twin(root)
        if isinstance(twin, ast.match_case) and root is node:
            return twin.pattern
        if twin is None or root is node:
            return twin if hasattr(twin, "lineno") else None
        if inside_string is not None and inside_string is not node and not _DEEP_STRINGS:
            node = inside_string
        kinds = _kinds(node)
        if kinds is None:
            return None
        ordinal = self._count(root).get(node)
        if ordinal is None:
            return None
        twins = self._twins_of(root, twin, kinds)
        return twins[ordinal] if ordinal < len(twins) else None

    def _count(self, root: cst.CSTNode) -> dict[cst.CSTNode, int]:
        """Number the expressions of a statement, each kind by itself."""
        found = self._ordinals.get(root)
        if found is None:
            found = self._ordinals[root] = {}
            counts: dict[_Kinds, int] = {}
            for each in _nodes_here(root):
                kinds = _kinds(each)
                if kinds is not None:
                    found[each] = counts.get(kinds, 0)
                    counts[kinds] = found[each] + 1
        return found

    def _twins_of(self, root: cst.CSTNode, twin: ast.AST, kinds: _Kinds) -> list[ast.AST]:
        """CPython's expressions of these kinds in a statement, in textual order."""
        found = self._matching.get((root, kinds))
        if found is None:
            everything = self._candidates.get(root)
            if everything is None:
                everything = self._candidates[root] = sorted(_nodes_there(twin), key=_span)
            found = self._matching[root, kinds] = [each for each in everything if _matches(each, kinds)]
        return found

    def _twin(self, node: cst.CSTNode) -> ast.AST | None:
        """CPython's node for a statement, except handler or match case."""
        chain: list[cst.CSTNode] = []
        current: cst.CSTNode | None = node
        while current is not None and current not in self._twins:
            chain.append(current)
            current = self._parents.get(current)
        if current is None:
            return None
        twin: ast.AST | list[ast.stmt] = self._twins[current]
        for step in reversed(chain):
            below = self._descend(twin, self._parents[step], step)
            if below is None:
                return None
            twin = below
            if isinstance(twin, ast.AST):
                self._twins[step] = twin
        return twin if isinstance(twin, ast.AST) else None

    def _descend(
        self, twin: ast.AST | list[ast.stmt], parent: cst.CSTNode, node: cst.CSTNode
    ) -> ast.AST | list[ast.stmt] | None:
        kind = type(node)  # libcst's nodes have an abstract base, which makes each `isinstance` that fails dear
        if kind is cst.IndentedBlock and type(twin) is not list:
            return cast("list[ast.stmt]", twin.body)  # type: ignore[union-attr]
        if kind is cst.SimpleStatementLine:
            return twin if isinstance(twin, list) else cast("ast.Module", twin).body
        if kind is cst.ExceptHandler or kind is cst.ExceptStarHandler:
            handlers = cast("cst.Try", parent).handlers
            return cast("ast.Try", twin).handlers[_index(handlers, node)]
        if kind is cst.MatchCase:
            return cast("ast.Match", twin).cases[_index(cast("cst.Match", parent).cases, node)]
        if kind is cst.Else:
            return cast("list[ast.stmt]", twin.orelse)  # type: ignore[union-attr]
        if kind is cst.Finally:
            return cast("list[ast.stmt]", twin.finalbody)  # type: ignore[union-attr]
        if kind is cst.If and type(parent) is cst.If:
            return cast("ast.If", twin).orelse[0]
        if kind in _SUITES:
            if isinstance(twin, list):
                return twin
            return cast("list[ast.stmt]", twin.body)  # type: ignore[attr-defined]
        if _is_root(node):  # a statement: handlers and cases are dealt with
            body = twin if isinstance(twin, list) else cast("ast.Module", twin).body
            container = parent
            if type(parent) is cst.SimpleStatementLine:
                container = self._parents[parent]
            place = self._numbering(container).get(node)
            return body[place] if place is not None and place < len(body) else None
        return None

    def _numbering(self, container: cst.CSTNode) -> dict[cst.CSTNode, int]:
        """Number the statements of a body as CPython lists them: one line may hold several."""
        places = self._places.get(container)
        if places is None:
            places = self._places[container] = {}
            for statement in container.body:  # type: ignore[attr-defined]
                for each in statement.body if type(statement) is cst.SimpleStatementLine else (statement,):
                    places[each] = len(places)
        return places


def _is_on_one_line(statement: ast.stmt) -> bool:
    """Whether everything of a statement but the bodies inside it certainly is on its first line."""
    body = getattr(statement, "body", None)
    if not body:
        return statement.end_lineno == statement.lineno
    return bool(body[0].lineno <= statement.lineno + 1) and not getattr(statement, "decorator_list", None)


def _split(source: str) -> list[str]:
    """Split into lines as CPython counts them: form feeds and the like end none."""
    return [line + "\n" for line in source.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _index(siblings: object, node: cst.CSTNode) -> int:
    return next(place for place, each in enumerate(cast("tuple[cst.CSTNode, ...]", siblings)) if each is node)


#: whether nodes of a type are statements, handlers or cases, as far as has been asked
_ROOTS: dict[type[cst.CSTNode], bool] = {}
_STATEMENTS = (
    cst.BaseSmallStatement,
    cst.BaseCompoundStatement,
    cst.ExceptHandler,
    cst.ExceptStarHandler,
    cst.MatchCase,
)


def _is_root(node: cst.CSTNode) -> bool:
    known = _ROOTS.get(type(node))
    if known is None:
        known = _ROOTS[type(node)] = isinstance(node, _STATEMENTS)
    return known


def _first_token(node: cst.CSTNode) -> cst.CSTNode:
    """The node, or the one inside it that starts with the same token and has a twin of its own."""
    while True:
        if isinstance(node, cst.BooleanOperation):
            node = node.left
        elif isinstance(node, cst.WithItem):
            node = node.item
        elif isinstance(node, cst.Decorator):
            node = node.decorator
        elif isinstance(node, (cst.Arg, cst.Element, cst.StarredElement)):
            node = node.value
        elif isinstance(node, cst.CompFor):
            node = node.target
        else:
            return node


def _kinds(node: cst.CSTNode) -> _Kinds | None:
    if isinstance(node, cst.Name) and node.value in _KEYWORD_NAMES:
        return _SINGLETONS
    return _KINDS.get(type(node))


def _nodes_here(root: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The expression nodes of a statement's own text, without the bodies inside it, in textual order."""
    stack: list[cst.CSTNode] = [root]
    while stack:
        node = stack.pop()
        if node is not root:
            if isinstance(node, _BODIES):
                continue
            yield node
            if isinstance(node, _STRINGS) and not (_DEEP_STRINGS and not isinstance(node, cst.SimpleString)):
                continue
        if isinstance(node, cst.Name):
            continue
        if isinstance(node, (cst.Attribute, cst.Arg)):
            stack.append(node.value)
        elif isinstance(node, cst.Call):
            stack.extend(reversed(node.args))
            stack.append(node.func)
        elif isinstance(node, cst.ConcatenatedString):
            for part in reversed(_parts(node)):
                stack.extend(reversed(part.children if isinstance(part, cst.FormattedString) else ()))
        else:
            skipped = _labels(node)
            stack.extend(child for child in reversed(node.children) if child not in skipped and not _is_blank(child))


def _parts(node: cst.ConcatenatedString) -> list[cst.BaseExpression]:
    parts: list[cst.BaseExpression] = []
    current: cst.BaseExpression = node
    while isinstance(current, cst.ConcatenatedString):
        parts.append(current.left)
        current = current.right
    return [*parts, current]


def _is_blank(node: cst.CSTNode) -> bool:
    return isinstance(node, (cst.BaseParenthesizableWhitespace, cst.TrailingWhitespace, cst.EmptyLine))


def _labels(node: cst.CSTNode) -> tuple[cst.CSTNode | None, ...]:
    """Children that are names in the syntax but no expressions to CPython."""
    if isinstance(node, (cst.FunctionDef, cst.ClassDef, cst.Param, cst.NameItem, cst.ImportAlias)):
        return (node.name,)
    if isinstance(node, (cst.MatchAs, cst.MatchStar)):
        return (node.name,)
    if isinstance(node, cst.MatchMapping):
        return (node.rest,)
    if isinstance(node, cst.MatchKeywordElement):
        return (node.key,)
    if isinstance(node, (cst.ExceptHandler, cst.ExceptStarHandler)):
        return (node.name,)
    if type(node).__name__ in {"TypeVar", "ParamSpec", "TypeVarTuple"}:
        return (cast("cst.TypeVar", node).name,)
    return ()


def _nodes_there(root: ast.AST) -> Iterator[ast.AST]:
    """The same nodes of CPython's tree, in any order."""
    stack: list[ast.AST] = [root]
    while stack:
        node = stack.pop()
        if node is not root:
            if isinstance(node, (ast.stmt, ast.ExceptHandler, ast.match_case)):
                continue
            yield node
        if isinstance(node, ast.JoinedStr):
            if _DEEP_STRINGS:
                for part in node.values:
                    if isinstance(part, ast.FormattedValue):
                        stack.append(part.value)
                        if isinstance(part.format_spec, ast.JoinedStr):
                            inner = part.format_spec.values
                            stack.extend(each.value for each in inner if isinstance(each, ast.FormattedValue))
            continue
        stack.extend(ast.iter_child_nodes(node))


def _matches(node: ast.AST, kinds: _Kinds) -> bool:
    if not isinstance(node, kinds):
        return False
    if isinstance(node, ast.Constant):
        if kinds is _SINGLETONS:
            return node.value is None or isinstance(node.value, bool)
        return isinstance(node.value, (str, bytes))
    return True


def _span(node: ast.AST) -> tuple[int, int, int, int]:
    return (
        getattr(node, "lineno", 0),
        getattr(node, "col_offset", 0),
        -getattr(node, "end_lineno", 0),
        -getattr(node, "end_col_offset", 0),
    )
