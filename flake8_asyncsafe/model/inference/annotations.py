"""Types from annotations, also quoted ones, and from isinstance tests."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, enclosing
from flake8_asyncsafe.model.values import (
    AWAITABLE_FUNCTION,
    COROUTINE_FUNCTION,
    NOTHING,
    TUPLE,
    UNKNOWN,
    ClassRef,
    Coroutine,
    External,
    Instance,
    Values,
    is_signature,
    join,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_asyncsafe.model.inference.evaluator import Evaluator
    from flake8_asyncsafe.model.ops import Block, Op, Write

#: annotations that say nothing about the type and wrap one that does
_WRAPPERS = frozenset({"Annotated", "ClassVar", "Final", "Optional", "Required", "NotRequired", "ReadOnly", "InitVar"})
#: generic containers whose last argument is what iterating or indexing yields
_CONTAINERS = {
    "list": "builtins.list", "List": "builtins.list", "set": "builtins.set", "Set": "builtins.set",
    "frozenset": "builtins.frozenset", "dict": "builtins.dict", "Dict": "builtins.dict", "tuple": "builtins.tuple",
    "Tuple": "builtins.tuple", "deque": "collections.deque", "Sequence": "builtins.list", "Iterable": "builtins.list",
    "Iterator": "builtins.list", "Mapping": "builtins.dict", "MutableMapping": "builtins.dict",
    "defaultdict": "collections.defaultdict", "DefaultDict": "collections.defaultdict", "Collection": "builtins.list",
}  # fmt: skip

#: generic types whose ``get`` gives what they are annotated to hold
_HOLDERS = frozenset(
    {"contextvars.ContextVar", "queue.SimpleQueue"}
    | {f"{module}.{kind}" for module in ("asyncio", "queue") for kind in ("Queue", "LifoQueue", "PriorityQueue")}
)
#: what is annotated as a coroutine object; who made it is not known
_SOME_COROUTINE = Coroutine(External("collections.abc.Coroutine"), cst.Call(cst.Name("Coroutine")))


_STRINGS = frozenset({cst.SimpleString, cst.ConcatenatedString})


@lru_cache(maxsize=512)
def _quoted(text: str) -> cst.BaseExpression | None:
    try:
        return cst.parse_expression(text)
    except Exception:  # noqa: BLE001 - any failure means an annotation that is no expression: it says nothing
        return None


def annotated(evaluator: Evaluator, annotation: cst.BaseExpression | None, op: Op, depth: int = 0) -> Values:
    """The values that an annotation allows: instances of the types it names; UNKNOWN where it names none we know."""
    if annotation is None or depth > 8:
        return NOTHING
    # by the exact type: libcst's nodes have an abstract base, which makes each `isinstance` that fails dear
    kind = type(annotation)
    if kind in _STRINGS and isinstance(annotation, (cst.SimpleString, cst.ConcatenatedString)):
        text = annotation.evaluated_value
        return annotated(evaluator, _quoted(text.strip()), op, depth + 1) if isinstance(text, str) else NOTHING
    if type(annotation) is cst.BinaryOperation and type(annotation.operator) is cst.BitOr:
        return join(
            annotated(evaluator, annotation.left, op, depth + 1), annotated(evaluator, annotation.right, op, depth + 1)
        )
    if type(annotation) is cst.Name and annotation.value == "None":
        return ()
    if type(annotation) is cst.Subscript:
        return _generic(evaluator, annotation, op, depth)
    found: list[Instance] = []
    for value in evaluator.values(annotation, op):
        if isinstance(value, ClassRef):
            found.append(Instance(value.cls))
        elif is_signature(value):
            return (value,)  # an alias in another module
        elif isinstance(value, External) and not value.name.startswith(("typing.", "collections.abc.Callable")):
            found.append(Instance(value.name))
    return tuple(found) or _named(evaluator, annotation, op, depth)


def _named(evaluator: Evaluator, annotation: cst.BaseExpression, op: Op, depth: int) -> Values:
    """The values of a name for an annotation: ``SessionDep = Annotated[Session, Depends(get_session)]``."""
    scope = op.block.scope.lookup(annotation.value) if isinstance(annotation, cst.Name) else None
    if scope is None or not isinstance(annotation, cst.Name):
        return NOTHING
    writes = scope.bindings[annotation.value]
    if len(writes) != 1 or writes[0].how not in {"assign", "ann"} or writes[0].path:
        return NOTHING
    if isinstance(writes[0].value, cst.Call):
        return _bound(evaluator, writes[0].value, writes[0], depth)
    if not isinstance(writes[0].value, (cst.Subscript, cst.BinaryOperation)):
        return NOTHING
    return annotated(evaluator, writes[0].value, writes[0], depth + 1)


def _bound(evaluator: Evaluator, made: cst.Call, op: Op, depth: int) -> Values:
    """``T = TypeVar("T", bound=Path)``, ``TypeVar("T", Path, Lock)``: the types that it can stand for."""
    if dotted_text(made.func).rpartition(".")[2] != "TypeVar":
        return NOTHING
    said = [arg.value for arg in made.args if arg.keyword is not None and arg.keyword.value == "bound"]
    said = said or [arg.value for arg in made.args[1:] if arg.keyword is None]
    return join(*(annotated(evaluator, each, op, depth + 1) for each in said)) or NOTHING


def _generic(evaluator: Evaluator, annotation: cst.Subscript, op: Op, depth: int) -> Values:
    arguments = [element.slice.value for element in annotation.slice if isinstance(element.slice, cst.Index)]
    name = dotted_text(annotation.value).rpartition(".")[2]
    if name == "Union":
        return join(*(annotated(evaluator, argument, op, depth + 1) for argument in arguments))
    if name in _WRAPPERS and arguments:
        return annotated(evaluator, arguments[0], op, depth + 1)
    if (
        name in {"tuple", "Tuple"}
        and len(arguments) > 1
        and not any(isinstance(each, cst.Ellipsis) for each in arguments)
    ):
        places = [annotated(evaluator, argument, op, depth + 1) for argument in arguments]
        return (Instance(TUPLE, None, tuple(each[0] if len(each) == 1 else UNKNOWN for each in places)),)
    if name in _CONTAINERS and arguments:
        last = arguments[0] if name in {"tuple", "Tuple"} else arguments[-1]
        return (Instance(_CONTAINERS[name], None, annotated(evaluator, last, op, depth + 1)),)
    if name in {"type", "Type"} and arguments:
        return (
            tuple(
                ClassRef(value.type) if not isinstance(value.type, str) else External(value.type)
                for value in annotated(evaluator, arguments[0], op, depth + 1)
                if isinstance(value, Instance)
            )
            or NOTHING
        )
    if name == "Coroutine" and depth == 0:  # deeper: an alternative of several
        return (_SOME_COROUTINE,)
    if name == "Callable":
        return of_signature(annotation)
    if name in {"Awaitable", "Coroutine", "AsyncIterator", "AsyncGenerator", "Generator", "Literal"}:
        return NOTHING
    found = annotated(evaluator, annotation.value, op, depth + 1)
    if len(arguments) == 1 and any(isinstance(each, Instance) and each.type in _HOLDERS for each in found):
        held = annotated(evaluator, arguments[0], op, depth + 1)
        return tuple(
            replace(each, element=held) if isinstance(each, Instance) and each.type in _HOLDERS else each
            for each in found
        )
    return found


def of_signature(annotation: cst.Subscript) -> Values:
    """The values for ``Callable[..., T]``: of note is only whether what it gives has to be awaited."""
    last = annotation.slice[-1].slice if annotation.slice else None
    result = last.value if isinstance(last, cst.Index) else None
    if isinstance(result, (cst.SimpleString, cst.ConcatenatedString)) and isinstance(result.evaluated_value, str):
        result = _quoted(result.evaluated_value.strip())
    name = dotted_text(result.value).rpartition(".")[2] if isinstance(result, cst.Subscript) else ""
    if name in {"Awaitable", "Coroutine"}:
        return (External(AWAITABLE_FUNCTION if name == "Awaitable" else COROUTINE_FUNCTION),)
    return NOTHING


def narrowed(evaluator: Evaluator, path: str, op: Op, writes: Sequence[Write] = ()) -> Values | None:
    """What an ``isinstance(path, T)`` test around ``op`` says of ``path``; None if there is none.

    ``writes`` are those of the path: one that comes after the test makes it void.
    """
    for compound, block in enclosing(op.block):
        if not isinstance(compound, Branch):
            continue
        for (_, body), test in zip(compound.arms, compound.tests, strict=True):
            if body is block and test is not None:
                types = _tested(test, path)
                if types is not None:
                    if any(write.block is block or _is_inside(write, block) for write in writes):
                        return None
                    return join(*(annotated(evaluator, each, op) for each in types))
    return None


def _is_inside(op: Op, outer: Block) -> bool:
    return any(block is outer for _, block in enclosing(op.block))


def _tested(test: cst.BaseExpression, path: str) -> list[cst.BaseExpression] | None:
    todo = [test]
    while todo:
        node = todo.pop()
        if type(node) is cst.BooleanOperation and type(node.operator) is cst.And:
            todo += [node.left, node.right]
        elif (
            type(node) is cst.Call
            and type(node.func) is cst.Name
            and node.func.value == "isinstance"
            and len(node.args) == 2
            and dotted_text(node.args[0].value) == path
        ):
            types = node.args[1].value
            if isinstance(types, cst.Tuple):
                return [element.value for element in types.elements]
            return [types]
    return None


__all__ = ["UNKNOWN", "annotated", "narrowed"]
