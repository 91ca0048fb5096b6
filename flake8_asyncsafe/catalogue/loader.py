"""Loads the catalogue: the TOML files in ``data/`` and the user's own, as one look-up structure.

Names are canonical dotted paths, the ones the documentation uses (``requests.Session.get``).  Other public paths are
aliases.  A method is looked up through the bases of its class.  Records are built when first asked for: a run touches
a small part of the catalogue, and loading must stay far below the cost of importing libcst.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from flake8_asyncsafe.catalogue.entries import Api, Category, Type, Where
from flake8_asyncsafe.catalogue.schema import (
    CatalogueError,
    Document,
    Group,
    make_api,
    make_type,
    read_document,
)

__all__ = ["Catalogue", "CatalogueError", "load_catalogue"]

#: no chain of aliases is longer, unless it is a circle
_MOST_STEPS = 20
_ENDLESS = ""

DATA = Path(__file__).parent / "data"

_R = TypeVar("_R", Api, Type)


class _Records(Mapping[str, _R], Generic[_R]):
    """The records of one sort by name, built on first access."""

    def __init__(self, groups: dict[str, Group], make: Callable[[Group, str], _R]) -> None:
        self._groups = groups
        self._make: Callable[[Group, str], _R] = make
        self._built: dict[str, _R] = {}

    def __getitem__(self, name: str) -> _R:
        record = self._built.get(name)
        if record is None:
            record = self._built[name] = self._make(self._groups[name], name)
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)

    def __contains__(self, name: object) -> bool:
        return name in self._groups


_AWAITED = ("coroutine", "awaitable")


class Catalogue:
    """Everything known about APIs and types of libraries, by canonical name."""

    apis: Mapping[str, Api]
    types: Mapping[str, Type]
    aliases: Mapping[str, str]
    roots: frozenset[str]
    lazy_roots: frozenset[str]
    lazy_names: Mapping[str, frozenset[str]]
    open_roots: frozenset[str]
    async_roots: frozenset[str]
    unblockers: frozenset[str]
    loop_runners: frozenset[str]

    def __init__(self, documents: list[Document]) -> None:
        """Merge checked documents; a later one overrides names that an earlier one gave."""
        apis: dict[str, Group] = {}
        types: dict[str, Group] = {}
        aliases: dict[str, str] = {}
        why = {}
        for document in documents:
            apis.update((name, group) for group in document.apis for name in group.names)
            types.update((name, group) for group in document.types for name in group.names)
            aliases.update(document.aliases)
            why.update(document.why)
        self._remote = frozenset(name for document in documents for name in document.remote)
        for document in documents:
            for alias in document.aliases:
                if _resolve(alias, aliases) == _ENDLESS:
                    raise CatalogueError(f"{document.source}: [aliases] {alias}: leads back to itself")
        self.apis = _Records(apis, lambda group, name: make_api(group, name, why, is_type=name in types))
        self.types = _Records(types, make_type)
        self.aliases = aliases
        lazy = (name for name, group in types.items() if _is_lazy(group))
        #: the libraries whose objects block by more than calls
        self.lazy_roots = _with_users(lazy, types, aliases)
        #: those that are only so by objects that the text has to name, with their last names: ``sys.stdin``
        objects = [name for name in types if name.count(".") == 1 and name.islower() and _is_lazy(types[name])]
        classes = frozenset(_root(name) for name, group in types.items() if _is_lazy(group) and name not in objects)
        self.lazy_names = {
            root: frozenset(_last(name) for name in objects if _root(name) == root)
            for root in map(_root, objects)
            if root not in classes
        }
        #: the libraries that have classes all of whose public methods are entries (``Client.*``)
        self.open_roots = _with_users((name for name in apis if name.endswith(".*")), types, aliases)
        #: the libraries that have something to await
        self.async_roots = _with_users(
            (name for name, group in apis.items() if any(group.fields.get(key) for key in _AWAITED)), types, aliases
        )
        #: the names of methods after which their object may block no more (`setblocking`)
        self.unblockers = frozenset(_last(name) for name, group in apis.items() if "unblocks" in group.fields)
        #: the last names of the APIs that run an event loop until something is done
        self.loop_runners = frozenset({"run_forever"}).union(
            _last(name)
            for name, group in apis.items()
            if any(runs.where is Where.NEW_LOOP for runs in group.fields.get("runs", ()))
        )
        self._known_by = {attr: name for name, group in types.items() for attr in group.fields.get("known_by", ())}
        names = (*apis, *types, *aliases)
        self.roots = frozenset(map(_root, names))
        self._canonical: dict[str, str] = {}
        self._found: dict[str, Api | None] = {}
        self._waits: dict[str, bool] = {}
        self._lineages: dict[str, tuple[str, ...]] = {}
        self._types: dict[str, Type | None] = {}
        self._attributes: dict[tuple[str, str], str | None] = {}

    def canonical(self, name: str) -> str:
        """Follow aliases, also of prefixes: ``requests.sessions.Session.get`` is ``requests.Session.get``."""
        known = self._canonical.get(name)
        if known is None:
            known = self._canonical[name] = _resolve(name, self.aliases)
        return known

    def api(self, name: str) -> Api | None:
        """Return the entry of a callable.

        A method not listed for its class is looked for in the class's bases, then as ``Class.*``.
        """
        if name not in self._found:
            self._found[name] = self._look_up(self.canonical(name))
        return self._found[name]

    def is_listed(self, name: str) -> bool:
        """Whether an entry names a callable: more than the ``Class.*`` that stands for whatever its class may have."""
        canonical = self.canonical(name)
        owner, _, member = canonical.rpartition(".")
        return any(f"{each}.{member}" in self.apis for each in (owner, *self.lineage(owner)[1:]))

    def waits_for_network(self, name: str) -> bool:
        """Whether awaiting what a callable gives waits for the network: it is listed so, or what it belongs to is."""
        known = self._waits.get(name)
        if known is None:
            canonical = self.canonical(name)
            owner, _, member = canonical.rpartition(".")
            names = (canonical, *(f"{each}.{member}" for each in self.lineage(owner)[1:]))
            known = self._waits[name] = any(prefix in self._remote for each in names for prefix in _prefixes(each))
        return known

    def _look_up(self, name: str) -> Api | None:
        if name in self.apis:
            return self.apis[name]
        owner, _, member = name.rpartition(".")
        for base in self.lineage(owner)[1:]:
            inherited = f"{base}.{member}"
            if inherited in self.apis:
                return self.apis[inherited]
        for base in self.lineage(owner):
            if f"{base}.*" in self.apis and not member.startswith("_"):
                return replace(self.apis[f"{base}.*"], name=name)
        return None

    def type(self, name: str) -> Type | None:
        """Return the entry of a class."""
        if name not in self._types:
            canonical = self.canonical(name)
            # not `get`, which asks by an exception
            self._types[name] = self.types[canonical] if canonical in self.types else None  # noqa: SIM401
        return self._types[name]

    def attribute(self, type_name: str, attr: str) -> str | None:
        """Return the declared type of an attribute or property of a class or of its bases, if it is known."""
        key = (type_name, attr)
        if key not in self._attributes:
            self._attributes[key] = self._declared(type_name, attr)
        return self._attributes[key]

    def _declared(self, type_name: str, attr: str) -> str | None:
        lineage = self.lineage(self.canonical(type_name))
        for name in lineage:
            if name in self.types and attr in self.types[name].attributes:
                return self.reference(self.types[name].attributes[attr])
            member = f"{name}.{attr}"
            if member in self.apis:
                entry = self.apis[member]
                return self.reference(entry.returns) if entry.is_property and entry.returns else None
        for name in lineage:
            if name in self.types and "*" in self.types[name].attributes and not attr.startswith("_"):
                return self.reference(self.types[name].attributes["*"])
        return None

    def reference(self, text: str) -> str:
        """Return the canonical form of the type of an object: aliases are followed, also in ``Box[item]``."""
        name, bracket, rest = text.partition("[")
        return f"{self.canonical(name)}{bracket}{rest}"

    def operator(self, type_name: str, sign: str) -> str | None:
        """Return the declared type of the result of an operator on an instance, if it is known."""
        for name in self.lineage(type_name):
            if name in self.types and sign in self.types[name].operators:
                return self.reference(self.types[name].operators[sign])
        return None

    def operation_blocks(self, type_name: str, operation: str) -> tuple[Category, Type] | None:
        """Return how ``iter``, ``exit``, ``len``, ``bool``, ``in``, ``[]`` or ``[:]`` blocks on an instance."""
        for name in self.lineage(type_name):
            entry = self.types.get(name)
            if entry is None:
                continue
            if operation == "iter":
                category = entry.iteration_blocks
            elif operation == "exit":
                category = entry.exit_blocks
            else:
                category = entry.operators_block.get(operation)
            if category is not None:
                return category, entry
        return None

    def known_by(self, attr: str) -> str | None:
        """Return the class whose subclasses are recognised by an attribute, if there is one."""
        return self._known_by.get(attr)

    def is_subtype(self, type_name: str, base: str) -> bool:
        """Tell whether a class is ``base`` or derives from it."""
        return self.canonical(base) in self.lineage(self.canonical(type_name))

    def lineage(self, type_name: str) -> tuple[str, ...]:
        """Return a class and its catalogued bases, nearest first (depth first, left to right)."""
        known = self._lineages.get(type_name)
        if known is None:
            order: dict[str, None] = {}
            stack = [type_name]
            while stack:
                name = self.canonical(stack.pop())
                if name in order:
                    continue
                order[name] = None
                if name in self.types:
                    stack.extend(reversed(self.types[name].bases))
            known = self._lineages[type_name] = tuple(order)
        return known


def _with_users(names: Iterable[str], types: Mapping[str, Group], aliases: Mapping[str, str]) -> frozenset[str]:
    """The libraries of some names, and those that offer their classes under another name or derive from them."""
    roots = {_root(name) for name in names}
    roots.update(
        [_root(name) for name, group in types.items() if roots & set(map(_root, group.fields.get("bases", ())))]
    )
    roots.update([_root(alias) for alias, target in aliases.items() if _root(target) in roots])
    return frozenset(roots)


def _is_lazy(group: Group) -> bool:
    return bool({"iteration_blocks", "operators_block"} & group.fields.keys())


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _prefixes(name: str) -> Iterator[str]:
    """A dotted name and what it belongs to, longest first."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def _root(name: str) -> str:
    return name.partition(".")[0]


def _resolve(name: str, aliases: Mapping[str, str]) -> str:
    """Replace aliased prefixes, longest first, until none is left."""
    for _ in range(_MOST_STEPS):
        prefix = name
        while prefix and prefix not in aliases:
            prefix = prefix.rpartition(".")[0]
        if not prefix:
            return name
        name = aliases[prefix] + name[len(prefix) :]
    return _ENDLESS


def _read(path: Path) -> Document:
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: is not valid TOML: {error}") from error
    return read_document(str(path), data)


def _refuse_duplicates(documents: list[Document]) -> None:
    """Each name has one entry: within a file, and across the files that come with the package."""
    for sort in ("apis", "types"):
        owner: dict[str, str] = {}
        for document in documents:
            groups: list[Group] = getattr(document, sort)
            for name in (name for group in groups for name in group.names):
                if name in owner:
                    where = "twice" if owner[name] == document.source else f"already in {owner[name]}"
                    raise CatalogueError(
                        f"{document.source}: [[{sort[:-1]}]] {name}: is defined {where}; allowed: once"
                    )
                owner[name] = document.source


@cache
def _builtin() -> tuple[Document, ...]:
    documents = [_read(path) for path in sorted(DATA.glob("*.toml"))]
    _refuse_duplicates(documents)
    return tuple(documents)


@cache
def load_catalogue(extra_files: tuple[str, ...] = ()) -> Catalogue:
    """Load the built-in data and the user's files; an entry of a later file replaces the built-in one of that name.

    Raises CatalogueError naming the file and the entry at fault.
    """
    extra = [_read(Path(name)) for name in extra_files]
    for document in extra:
        _refuse_duplicates([document])
    return Catalogue([*_builtin(), *extra])
