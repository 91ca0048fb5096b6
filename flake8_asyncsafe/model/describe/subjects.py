"""From a name to functions: ``order``, ``Orders.count``, ``Orders`` for its constructor, or what is imported."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.describe.words import Words
from flake8_asyncsafe.model.values import UNKNOWN, ClassRef, FunctionRef, Instance, Method, Values, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

_CONSTRUCTORS = ("__new__", "__init__", "__post_init__")
#: names of functions in functions are written with or without it
_LOCAL = "<locals>."


class SubjectError(Exception):
    """A name stands for no function; the text is one line for the user."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A function, which may be a stub for one of another module, and the class that it was looked up on."""

    function: Function
    receiver: Class | None = None


def all_of(module: Module) -> list[Subject]:
    """Every function of a module, and its own body, which runs when it is imported."""
    return [Subject(function) for function in module.functions]


def named(module: Module, name: str) -> list[Subject]:
    """The functions that a name in a module stands for; of a class those that make its objects (it may have none).

    Raises SubjectError, with near matches if there are any.
    """
    wanted = name.replace(_LOCAL, "")
    own = [each for each in module.functions if each.kind == "function" and each.qualname.replace(_LOCAL, "") == wanted]
    if own:
        return [Subject(function, function.owner) for function in own]
    classes = [cls for cls in module.lowering.classes if cls.qualname.replace(_LOCAL, "") == wanted]
    if classes:
        return [subject for cls in classes for subject in _constructors(module, cls)]
    values = _values(module, wanted)
    found: list[Subject] = []
    for value in values:
        if isinstance(value, FunctionRef):
            found.append(Subject(value.function, value.function.owner))
        elif isinstance(value, Method):
            found.append(Subject(value.function, value.receiver))
        elif isinstance(value, ClassRef):
            found += _constructors(module, value.cls)
    if found or any(isinstance(value, ClassRef) for value in values):
        return found
    known = Words(module).values(values)
    if known:
        raise SubjectError(f"`{name}` in {module.name} is no function or class but {known}")
    near = _near(module, wanted)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise SubjectError(f"{module.name} has no function or class `{name}`{hint}")


def class_named(module: Module, name: str) -> Class:
    """The class that a name in a module stands for; of another module too, if it is imported.

    Raises SubjectError, with near matches if there are any.
    """
    wanted = name.replace(_LOCAL, "")
    own = [cls for cls in module.lowering.classes if cls.qualname.replace(_LOCAL, "") == wanted]
    found = own or [value.cls for value in _values(module, wanted) if isinstance(value, ClassRef)]
    if found:
        return found[0]
    near = difflib.get_close_matches(wanted, [cls.qualname for cls in module.lowering.classes], n=3, cutoff=0.6)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise SubjectError(f"{module.name} has no class `{name}`{hint}")


def _constructors(module: Module, cls: Class) -> Iterator[Subject]:
    for name in _CONSTRUCTORS:
        method = module.classes.method(cls, name)
        if method is not None:
            yield Subject(method, cls)


def _values(module: Module, name: str) -> Values:
    """What a dotted name means at the end of a module."""
    evaluator = module.evaluator
    first, _, rest = name.partition(".")
    scope = module.lowering.module.scope
    values = join(*(evaluator.bound(write) for write in scope.bindings.get(first, ()) if write.how != "del"))
    for star in reversed(scope.stars) if not values else ():
        values = module.outside.starred(star, first)
        if any(value != UNKNOWN for value in values):
            break
    for attribute in rest.split(".") if rest else ():
        # a method is asked for on an object: on the class, nobody knows on which of its subclasses it runs
        on = (Instance(value.cls) if isinstance(value, ClassRef) else value for value in values)
        values = join(*(evaluator.members.attribute(value, attribute) for value in on))
    return values


def _near(module: Module, name: str) -> list[str]:
    scope = module.lowering.module.scope
    names = [function.qualname.replace(_LOCAL, "") for function in module.functions if function.kind == "function"]
    names += [cls.qualname.replace(_LOCAL, "") for cls in module.lowering.classes]
    names += scope.bindings
    last = name.rpartition(".")[2]
    found = [each for each in names if each.rpartition(".")[2] == last]  # the method without its class, or another's
    found += difflib.get_close_matches(name, dict.fromkeys(names), n=3, cutoff=0.6)
    return list(dict.fromkeys(found))[:5]
