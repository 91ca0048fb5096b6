"""The names of methods that calls are looked into for: what any value in sight, or in the catalogue, may answer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_asyncsafe.catalogue.loader import Catalogue
    from flake8_asyncsafe.model.module import Module

#: method names that values not in the catalogue may still answer to: these calls are always resolved
_ALWAYS = frozenset({"__enter__", "__exit__", "acquire", "release", "locked", "done", "result", "wait", "cancel"})


def callable_names(module: Module) -> frozenset[str]:
    """The last segments of the names of what the calls of a module may call."""
    if module.settings.blocking_calls or module.settings.not_across_await:
        return _Everything()
    if any(module.imports(root) for root in module.catalogue.open_roots) or module.outside.is_open:
        return _Everything()
    names = set(_ALWAYS)
    names.update(_last_segments(module.catalogue))
    names.update(function.name for function in module.functions)
    for cls in module.lowering.classes:
        names.add(cls.name)
        names.update(cls.attributes)
        names.update(cls.scope.bindings)
    return frozenset(names)


class _Everything(frozenset[str]):
    """A set that contains every name (the user's patterns may match any)."""

    def __contains__(self, name: object) -> bool:
        return True


_SEGMENTS: dict[int, frozenset[str]] = {}


def _last_segments(catalogue: Catalogue) -> frozenset[str]:
    """The last segment of each name in the catalogue, and what makes its types call back (kept per catalogue)."""
    found = _SEGMENTS.get(id(catalogue))
    if found is None:
        names = (*catalogue.apis, *catalogue.types, *catalogue.aliases)
        callers = (name for known in catalogue.types.values() for each in known.callbacks for name in each.methods)
        found = _SEGMENTS[id(catalogue)] = frozenset((*(name.rpartition(".")[2] for name in names), *callers))
    return found
