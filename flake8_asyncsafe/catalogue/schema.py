"""The shape of a catalogue file: checks one parsed TOML document and turns its tables into records.

The format is described for users in ``FORMAT.md``.  Every complaint is a ``CatalogueError`` that names the file, the
entry, and what would have been right, because the reader is usually a user who extends the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, NoReturn, TypeVar

from flake8_asyncsafe.catalogue.entries import (
    DECORATED,
    DECORATORS,
    RECEIVER,
    Api,
    ArgumentTest,
    Callbacks,
    Category,
    Form,
    Hook,
    LockKind,
    LockTraits,
    Parameter,
    Runs,
    Type,
    Where,
)
from flake8_asyncsafe.catalogue.notation import DOTTED, Signature, parse_signature, parse_test

_E = TypeVar("_E", bound=Enum)
_WITH_STAR = re.compile(DOTTED.pattern + r"\.\*")
#: the type of an object, and what it holds: the class it was looked up on, or the items of its maker
_REFERENCE = re.compile(rf"{DOTTED.pattern}(?:\[(?:Self|item)\])?|type\[{DOTTED.pattern}\]")
_RUN = re.compile(
    r"(?P<star>\*?)(?P<name>\w+|@): (?P<where>[\w-]+) (?P<form>[\w-]+)"
    r"(?P<flags>(?: (?:many|serial|own))*)(?: if (?P<test>.+))?"
)
_HOOK = re.compile(
    r"(?P<names>[\w*]+(?: [\w*]+)*): (?P<where>[\w-]+) (?P<form>[\w-]+)(?P<flags>(?: (?:many|serial|own))*)"
)
_CALLBACKS = re.compile(r"(?P<names>[\w*]+(?: [\w*]+)*): (?P<how>by|started by) (?P<methods>\w+(?: \w+)*)")
_LIBRARIES = ("asyncio", "trio", "anyio")
_SYNC_OR_ASYNC = ("sync", "async", "both")
_SCOPES = ("task-group", "cancel", "timeout", "pause", "background")
_OPERATIONS = ("len", "bool", "in", "[]", "[:]")


class CatalogueError(ValueError):
    """A catalogue file that cannot be used; the message names the file, the entry and what is allowed."""


@dataclass(slots=True)
class About:
    """What a file says about all its entries."""

    library: str = ""
    evidence: str = ""
    docs: str = ""

    def link(self, evidence: str, name: str) -> str:
        """Return the full address for an entry: relative ones start at ``docs``, ``{name}`` is the API's name."""
        text = evidence or self.evidence
        if "://" not in text and self.docs:
            text = self.docs + text
        return text.replace("{name}", name).replace("{member}", name.rpartition(".")[2])


@dataclass(slots=True)
class Group:
    """The names that share one entry, and the fields that the entry gives them."""

    names: tuple[str, ...]
    fields: dict[str, Any]
    about: About


@dataclass(slots=True)
class Document:
    """One catalogue file, checked."""

    source: str
    about: About
    apis: list[Group] = field(default_factory=list)
    types: list[Group] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    why: dict[Category, str] = field(default_factory=dict)
    #: names, also of packages and classes, whose awaits wait for the network
    remote: tuple[str, ...] = ()


class _Reader:
    """Checks one entry; ``where`` is what its complaints begin with."""

    def __init__(self, source: str, where: str) -> None:
        self.source = source
        self.where = where

    def fail(self, message: str) -> NoReturn:
        raise CatalogueError(f"{self.source}: {self.where}: {message}")

    def text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            self.fail(f"`{key}` must be a string, not {_kind(value)}")
        return value

    def flag(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            self.fail(f"`{key}` must be true or false, not {_kind(value)}")
        return value

    def words(self, key: str, value: object) -> tuple[str, ...]:
        """Read dotted names given as one string separated by white space, or as a list of strings."""
        if isinstance(value, str):
            names = value.split()
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            names = value
        else:
            self.fail(f"`{key}` must be a string of names or a list of strings, not {_kind(value)}")
        for name in names:
            if not DOTTED.fullmatch(name) and not (key == "names" and (name == "*" or _WITH_STAR.fullmatch(name))):
                self.fail(f"`{key}`: {name!r} is not a dotted name like package.module.Class.method")
        return tuple(names)

    def name(self, key: str, value: object) -> str:
        names = self.words(key, self.text(key, value))
        if len(names) != 1:
            self.fail(f"`{key}` must be exactly one dotted name, not {value!r}")
        return names[0]

    def reference(self, key: str, value: object) -> str:
        """Read the type of an object: a dotted name, ``item``, ``Self``, or a name and what it holds."""
        text = self.text(key, value)
        if not _REFERENCE.fullmatch(text):
            self.fail(f"`{key}` must be exactly one dotted name, or one with [item] or [Self] behind it, not {text!r}")
        return text

    def references(self, key: str, value: object) -> tuple[str, ...]:
        """Read several types of objects."""
        texts = value.split() if isinstance(value, str) else self.strings(key, value)
        return tuple(self.reference(key, text) for text in texts)

    def choice(self, key: str, value: object, allowed: tuple[str, ...]) -> str:
        if not isinstance(value, str) or value not in allowed:
            self.fail(f"`{key}` is {value!r}; allowed: {', '.join(allowed)}")
        return value

    def member(self, key: str, value: object, enum: type[_E]) -> _E:
        try:
            return enum(value)
        except ValueError:
            allowed = ", ".join(str(item.value) for item in enum)
            self.fail(f"`{key}` is {value!r}; allowed: {allowed}")

    def strings(self, key: str, value: object) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(f"`{key}` must be a list of strings, not {_kind(value)}")
        return value

    def table(self, key: str, value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fail(f"`{key}` must be a table, not {_kind(value)}")
        return value

    def name_table(self, key: str, value: object) -> dict[str, str]:
        table = self.table(key, value)
        return {left: self.reference(f"{key}.{left}", right) for left, right in table.items()}

    def category_table(self, key: str, value: object) -> dict[str, Category]:
        table = self.table(key, value)
        self.keys(table, _OPERATIONS)
        return {left: self.member(f"{key}.{left}", right, Category) for left, right in table.items()}

    def keys(self, table: Mapping[str, object], allowed: Mapping[str, object] | tuple[str, ...]) -> None:
        for key in table:
            if key not in allowed:
                self.fail(f"unknown key `{key}`; allowed: {', '.join(allowed)}")

    def full_names(self, table: Mapping[str, object]) -> tuple[str, ...]:
        if "names" not in table:
            self.fail("`names` is missing")
        names = self.words("names", table["names"])
        if "of" in table:
            names = tuple(f"{owner}.{name}" for owner in self.words("of", table["of"]) for name in names)
        if not names:
            self.fail("`names` is empty")
        return names

    def signature(self, key: str, value: object) -> Signature:
        text = self.text(key, value)
        try:
            return parse_signature(text)
        except ValueError:
            self.fail(f'`{key}` is {text!r}; write it like a Python signature without self: "(item, block=True)"')

    def tests(self, key: str, value: object, signature: Signature | None) -> tuple[ArgumentTest, ...]:
        tests = []
        for text in self.strings(key, value):
            try:
                parts = parse_test(text)
            except ValueError:
                self.fail(
                    f'`{key}`: {text!r}; allowed: "name" (is given), "name == value", "name != value", '
                    '"name in (a, b)", "name not in (a, b)", "isinstance(name, Type)", and several with `and` between; '
                    "values are literals or dotted constants"
                )
            read = []
            for name, test in parts:
                if signature is None or name not in signature.positions:
                    self.fail(f"`{key}`: parameter {name!r} is not in the signature")
                default = signature.defaults.get(name, ...)
                read.append(ArgumentTest(name, signature.positions[name], default=default, **test))
            tests.append(replace(read[0], also=tuple(read[1:])))
        return tuple(tests)

    def parameters(self, key: str, value: object, signature: Signature | None) -> tuple[Parameter, ...]:
        """Read names of parameters; a star before one says that it collects positional arguments."""
        found = []
        for text in self.strings(key, value):
            name = text.removeprefix("*")
            variadic = name != text
            if signature is None or name not in signature.positions or variadic != (name == signature.variadic):
                self.fail(f"`{key}`: parameter {name!r} is not in the signature")
            keyword = None if variadic or name in signature.positional_only else name
            found.append(Parameter(keyword, signature.positions[name], variadic))
        return tuple(found)

    def version_table(self, key: str, value: object) -> dict[str, str]:
        return {left: self.text(f"{key}.{left}", right) for left, right in self.table(key, value).items()}

    def runs(self, value: object, signature: Signature | None) -> tuple[Runs, ...]:
        return tuple(self._one_run(text, signature) for text in self.strings("runs", value))

    def _one_run(self, text: str, signature: Signature | None) -> Runs:
        match = _RUN.fullmatch(text)
        if match is None:
            self.fail(
                f'`runs`: {text!r}; write it as "parameter: where form", e.g. "target: thread function" '
                'or "@: thread callable if thread == True"'
            )
        where = self.member("runs", match["where"], Where)
        form = self.member("runs", match["form"], Form)
        only_if = self.tests("runs", [match["test"]], signature)[0] if match["test"] else None
        variadic = match["star"] == "*"
        flags = frozenset(match["flags"].split())
        name = match["name"]
        if name in {DECORATED, RECEIVER}:
            return Runs(where, form, name, None, only_if=only_if, flags=flags)
        if signature is None or name not in signature.positions or variadic != (name == signature.variadic):
            self.fail(f"`runs`: parameter {name!r} is not in the signature")
        keyword = None if variadic or name in signature.positional_only else name
        return Runs(where, form, keyword, signature.positions[name], variadic, only_if, flags)

    def hook(self, text: str) -> Hook:
        match = _HOOK.fullmatch(text)
        if match is None:
            self.fail(
                f'`hooks`: {text!r}; write it as "names: where form", e.g. "on_* compose: loop-callback callable"'
            )
        where = self.member("hooks", match["where"], Where)
        form = self.member("hooks", match["form"], Form)
        return Hook(tuple(match["names"].split()), where, form, frozenset(match["flags"].split()))

    def callbacks(self, text: str) -> Callbacks:
        match = _CALLBACKS.fullmatch(text)
        if match is None:
            self.fail(f'`callbacks`: {text!r}; write it as "names: by methods" or "on_*: started by loop_start"')
        starts = match["how"] == "started by"
        return Callbacks(tuple(match["names"].split()), tuple(match["methods"].split()), starts)


def _kind(value: object) -> str:
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "a table"}
    return names.get(type(value), f"a {type(value).__name__}")


_Convert = Callable[[_Reader, str, object], object]


def _choice_of(allowed: tuple[str, ...]) -> _Convert:
    return lambda reader, key, value: reader.choice(key, value, allowed)


def _category(reader: _Reader, key: str, value: object) -> Category:
    return reader.member(key, value, Category)


def _lock(reader: _Reader, key: str, value: object) -> LockTraits:
    table = dict(reader.table(key, value))
    flags = ("reentrant", "counting", "wraps_lock", "raises_on_timeout", "keyed")
    reader.keys(table, ("kind", *flags))
    if "kind" not in table:
        reader.fail(f"`{key}` needs `kind`; allowed: {', '.join(kind.value for kind in LockKind)}")
    kind = reader.member(f"{key}.kind", table.pop("kind"), LockKind)
    return LockTraits(kind, **{name: reader.flag(f"{key}.{name}", flag) for name, flag in table.items()})


#: keys that stand in a record under the same name
_API_FIELDS: dict[str, _Convert] = {
    "blocks": _category,
    "why": _Reader.text,
    "evidence": _Reader.text,
    "returns": _Reader.reference,
    "returns_tuple": _Reader.references,
    "items": _Reader.reference,
    "coroutine": _Reader.flag,
    "awaitable": _Reader.flag,
    "weakly_held": _Reader.flag,
    "loop_bound": _Reader.flag,
    "rejects_coroutines": _Reader.flag,
    "when_ready": _Reader.flag,
    "removed_arguments": _Reader.version_table,
    "decorator": _choice_of(DECORATORS),
    "since": _Reader.text,
    "until": _Reader.text,
}
_API_KEYS = (
    *("names", "of", *_API_FIELDS, "property"),
    *("signature", "unless", "unblocks", "acquires", "releases", "made", "made_unless", "runs"),
    *("iterates_over", "only_futures", *_LIBRARIES),
)
_TYPE_FIELDS: dict[str, _Convert] = {
    "bases": _Reader.words,
    "callbacks": lambda reader, key, value: tuple(reader.callbacks(text) for text in reader.strings(key, value)),
    "hooks": lambda reader, key, value: tuple(reader.hook(text) for text in reader.strings(key, value)),
    "lock": _lock,
    "attributes": _Reader.name_table,
    "context": _choice_of(_SYNC_OR_ASYNC),
    "exit_blocks": _category,
    "iteration_blocks": _category,
    "operators_block": _Reader.category_table,
    "keeps_items": _Reader.flag,
    "known_by": _Reader.words,
    "descriptor": _Reader.reference,
    "awaitable": _Reader.flag,
    "iterates": _choice_of(_SYNC_OR_ASYNC),
    "items": _Reader.reference,
    "enters": _Reader.reference,
    "scope": _choice_of(_SCOPES),
    "loop_bound": _Reader.words,
    "one_task": lambda reader, key, value: ("*",) if value == "*" else reader.words(key, value),
    "operators": _Reader.name_table,
    "send": _Reader.flag,
    "sync": _Reader.flag,
    "why": _Reader.text,
    "evidence": _Reader.text,
    "private": _Reader.flag,
    "since": _Reader.text,
    "until": _Reader.text,
}
_TYPE_KEYS = ("names", "of", *_TYPE_FIELDS)


def _read_api(reader: _Reader, table: dict[str, Any]) -> dict[str, Any]:
    fields = {key: _API_FIELDS[key](reader, key, table[key]) for key in table if key in _API_FIELDS}
    if "property" in table:
        fields["is_property"] = reader.flag("property", table["property"])
    signature = reader.signature("signature", table["signature"]) if "signature" in table else None
    for key in ("unless", "unblocks", "acquires", "releases"):
        if key in table:
            fields[key] = reader.tests(key, table[key], signature)
    if "made_unless" in table:
        made = reader.signature("made", table["made"]) if "made" in table else None
        fields["made_unless"] = reader.tests("made_unless", table["made_unless"], made)
    if "runs" in table:
        fields["runs"] = reader.runs(table["runs"], signature)
    for key in ("iterates_over", "only_futures"):
        if key in table:
            fields[key] = reader.parameters(key, table[key], signature)
    instead = {library: reader.text(library, table[library]) for library in _LIBRARIES if library in table}
    if instead:
        fields["instead"] = instead
    if fields.get("coroutine") and fields.get("awaitable"):
        reader.fail("`coroutine` and `awaitable` exclude each other: a coroutine is lazy, a future is not")
    return fields


def _read_type(reader: _Reader, table: dict[str, Any]) -> dict[str, Any]:
    return {key: _TYPE_FIELDS[key](reader, key, table[key]) for key in table if key in _TYPE_FIELDS}


def _groups(
    document: Document,
    data: Mapping[str, object],
    key: str,
    allowed: tuple[str, ...],
    read: Callable[[_Reader, dict[str, Any]], dict[str, Any]],
) -> list[Group]:
    tables = data.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CatalogueError(f"{document.source}: `{key}` must be written as [[{key}]] tables")
    about, groups = document.about, []
    for number, table in enumerate(tables, start=1):
        reader = _Reader(document.source, f"[[{key}]] number {number}")
        names = reader.full_names(table)
        reader.where = f"[[{key}]] {names[0]}"
        reader.keys(table, allowed)
        groups.append(Group(names, read(reader, table), about))
    return groups


def read_document(source: str, data: Mapping[str, object]) -> Document:
    """Check a parsed catalogue file and return its entries; ``source`` is the file's name for messages."""
    reader = _Reader(source, "top level")
    reader.keys(data, ("about", "why", "aliases", "api", "type", "awaits"))
    reader.where = "[about]"
    table = reader.table("about", data.get("about", {}))
    reader.keys(table, ("library", "evidence", "docs"))
    document = Document(source, About(**{key: reader.text(key, value) for key, value in table.items()}))
    document.apis = _groups(document, data, "api", _API_KEYS, _read_api)
    document.types = _groups(document, data, "type", _TYPE_KEYS, _read_type)
    reader.where = "[why]"
    for key, value in reader.table("why", data.get("why", {})).items():
        document.why[reader.member("category", key, Category)] = reader.text(key, value)
    reader.where = "[awaits]"
    awaits = reader.table("awaits", data.get("awaits", {}))
    reader.keys(awaits, ("network",))
    document.remote = reader.words("network", awaits.get("network", ""))
    reader.where = "[aliases]"
    for other, canonical in reader.table("aliases", data.get("aliases", {})).items():
        reader.words("alias", other)
        document.aliases[other] = reader.name(other, canonical)
    return document


def make_api(group: Group, name: str, why: Mapping[Category, str], *, is_type: bool) -> Api:
    """Build the record of one name of a group.

    ``why`` fills in for entries that give no reason of their own.  A name that is a type as well returns it.
    """
    fields = dict(group.fields)
    category = fields.get("blocks")
    if category is not None and "why" not in fields:
        fields["why"] = why.get(category, "")
    if is_type and "returns" not in fields:
        fields["returns"] = name
    if "instead" in fields:
        member = name.rpartition(".")[2]
        fields["instead"] = {library: text.replace("{member}", member) for library, text in fields["instead"].items()}
    fields["evidence"] = group.about.link(fields.get("evidence", ""), name)
    return Api(name, **fields)


def make_type(group: Group, name: str) -> Type:
    """Build the record of one type of a group."""
    fields = dict(group.fields)
    fields["evidence"] = group.about.link(fields.get("evidence", ""), name)
    return Type(name, **fields)
