"""Every entry of the standard library, and of each catalogued library that is installed, meets the real object."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from enum import Enum
from types import ModuleType
from typing import Any

import pytest

from flake8_asyncsafe.catalogue.entries import DECORATED, RECEIVER, Api, ArgumentTest, Parameter, Runs, Symbol, Type
from flake8_asyncsafe.catalogue.loader import load_catalogue

CATALOGUE = load_catalogue()
#: modules of the standard library that newer versions have no more
REMOVED = {"crypt", "nntplib", "telnetlib"}
#: `pytest.mark` answers to every name
THIRD_PARTY = CATALOGUE.roots - sys.stdlib_module_names - {"builtins", "pytest"} - REMOVED
#: what a Python may be built without
OPTIONAL = {"sqlite3.Connection.enable_load_extension", "sqlite3.Connection.load_extension"}
INSTALLED = {library for library in THIRD_PARTY if importlib.util.find_spec(library)}
CHECKED = (sys.stdlib_module_names | {"builtins"} | INSTALLED) - {"dbm"}

#: coroutine functions that `inspect` cannot recognise: they hand on the coroutine of a backend or of C code
UNRECOGNISED = {
    "anyio.getnameinfo",
    "anyio.wait_readable",
    "anyio.wait_writable",
    "anyio.wait_socket_readable",
    "anyio.wait_socket_writable",
    *(
        f"trio.socket.SocketType.{name}"
        for name in ["recv", "recv_into", "recvfrom", "recvfrom_into", "recvmsg", "recvmsg_into", "send"]
    ),
}


def here(entry: Api | Type) -> bool:
    """Whether this Python, on this system, should have the entry: `since` has it, `until` has it no more."""

    def version(text: str) -> tuple[int, ...]:
        return tuple(int(part) for part in text.split("."))

    if entry.since and sys.version_info < version(entry.since):
        return False
    if entry.until and sys.version_info >= version(entry.until):
        return False
    return entry.name.partition(".")[0] in CHECKED


def made(factory: Callable[..., Any]) -> Any:
    """An object that the factory makes (of all that are catalogued only barriers and processes need arguments)."""
    if factory is subprocess.Popen:
        with factory([sys.executable, "-c", ""], stdout=subprocess.PIPE) as process:
            return process
    return factory(1) if factory.__name__ == "Barrier" else factory()


def resolve(name: str) -> Any:
    """Import what a dotted name stands for; members of what factory functions make are looked up on such an object."""
    root, *parts = name.split(".")
    found: Any = importlib.import_module(root)
    for place, part in enumerate(parts, start=1):
        try:  # a function may have the name of the module that it comes from
            found = getattr(found, part)
        except AttributeError:
            if isinstance(found, ModuleType):
                try:
                    found = importlib.import_module(".".join([root, *parts[:place]]))
                except ImportError as error:
                    raise AttributeError(name) from error
            else:
                found = getattr(made(found), part)
    return found


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecated names are catalogued too
        yield


APIS = [name for name in CATALOGUE.apis if here(CATALOGUE.apis[name])]
TYPES = [name for name in CATALOGUE.types if here(CATALOGUE.types[name])]
WINDOWS_LACKS = re.compile(
    r"os\.|fcntl\.|signal\.|select\.|asyncio\..*unix|pathlib\.Path|socket\.|multiprocessing\.|dbm\.|crypt"
)


def require(name: str) -> Any:
    try:
        return resolve(name)
    except (AttributeError, ImportError, TypeError):
        if name in OPTIONAL:
            pytest.skip(f"this Python is built without {name}")
        if sys.platform != "linux" and WINDOWS_LACKS.match(name):
            pytest.skip(f"{name} does not exist on {sys.platform}")
        raise


@pytest.mark.parametrize("name", APIS)
def test_an_api_exists_and_is_of_the_stated_kind(name: str) -> None:
    api = CATALOGUE.apis[name]
    owner, _, member = name.rpartition(".")
    if member == "*" or (CATALOGUE.types.get(owner) or Type("")).private:
        pytest.skip("methods that are made at run time")
    found = require(name)
    if api.is_property:
        assert isinstance(found, property)
        return
    assert callable(found)
    if name not in UNRECOGNISED:
        recognised = inspect.iscoroutinefunction(found)
        if api.coroutine:  # the managers of Django wrap the methods of its query sets
            recognised = recognised or inspect.iscoroutinefunction(inspect.unwrap(found))
        assert recognised is api.coroutine
    for test in api.unless + api.unblocks + api.acquires + api.releases:
        agrees(test, found, name)
    for parameter in api.iterates_over + api.only_futures:
        agrees(parameter, found, name)
    for run in api.runs:
        if run.name not in {DECORATED, RECEIVER}:
            agrees(run, found, name)
    for test in api.made_unless:
        agrees(test, resolve(name.rpartition(".")[0]), name)


def agrees(entry: ArgumentTest | Parameter | Runs, function: Callable[..., object], name: str) -> None:
    """The argument has the place, the name and the default that the real signature gives it."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except ValueError:
        return  # C code without a signature
    if parameters and parameters[0].name in {"self", "cls"}:
        del parameters[0]
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters) or len(parameters) == 0:
        return
    if not isinstance(entry, ArgumentTest) and entry.variadic:
        assert entry.position is not None
        assert parameters[entry.position].kind is inspect.Parameter.VAR_POSITIONAL
        return
    variadic = next((i for i, each in enumerate(parameters) if each.kind is each.VAR_POSITIONAL), len(parameters))
    if entry.position is not None and entry.position >= variadic:
        return  # passed on by *args
    by_name = {parameter.name: parameter for parameter in parameters}
    if entry.position is not None:
        parameter = parameters[entry.position]
        if entry.name is not None and parameter.kind is not parameter.POSITIONAL_ONLY:
            assert parameter.name == entry.name, name
    else:
        assert entry.name is not None
        parameter = by_name[entry.name]
        assert parameter.kind is parameter.KEYWORD_ONLY, name
    if isinstance(entry, ArgumentTest) and entry.default is not ...:
        stated = resolve(entry.default.name) if isinstance(entry.default, Symbol) else entry.default
        assert parameter.default == stated, name


@pytest.mark.parametrize("name", TYPES)
def test_a_type_exists_and_supports_what_is_said(name: str) -> None:
    entry = CATALOGUE.types[name]
    found = require(name)
    if entry.private:  # what a function makes, or an object that is always there (`sys.stdin`)
        return
    assert callable(found)
    if not inspect.isclass(found):
        found = type(made(found))  # threading.Lock is a function on some versions, multiprocessing.Lock on all
    if entry.context is not None:
        if not name.startswith(("filelock.Async", "aiohttp.")):  # whose `__enter__` only raises
            assert hasattr(found, "__enter__") is (entry.context in {"sync", "both"}), name
        assert hasattr(found, "__aenter__") is (entry.context in {"async", "both"}), name
    if entry.iterates is not None:
        assert hasattr(found, "__iter__") is (entry.iterates in {"sync", "both"}), name
        assert hasattr(found, "__aiter__") is (entry.iterates in {"async", "both"}), name
    assert hasattr(found, "__await__") is entry.awaitable, name
    for base in entry.bases:
        expected = resolve(base)
        assert not inspect.isclass(expected) or issubclass(found, expected), (name, base)
    if entry.lock is not None:
        assert entry.context is not None, name


@pytest.mark.parametrize("alias", [name for name in CATALOGUE.aliases if name.partition(".")[0] in CHECKED])
def test_an_alias_and_its_target_are_one_thing(alias: str) -> None:
    canonical = CATALOGUE.canonical(alias)
    try:
        other = resolve(alias)
    except (AttributeError, ImportError):
        pytest.skip(f"{alias} does not exist here")
    target = resolve(canonical)
    if inspect.ismodule(target) or inspect.isclass(other) or inspect.isfunction(target) or inspect.ismethod(target):
        return  # modules are packages that re-export, classes may be subclasses (PosixPath), contexts bind methods
    assert other is target or callable(other)


def test_every_name_that_an_entry_refers_to_is_catalogued() -> None:
    referred: list[tuple[str, str | None]] = []
    for api in CATALOGUE.apis.values():
        referred += [(api.name, name) for name in (api.returns, api.items, *api.returns_tuple)]
    for entry in CATALOGUE.types.values():
        names = [entry.items, entry.enters, *entry.bases, *entry.attributes.values(), *entry.operators.values()]
        referred += [(entry.name, name) for name in names]
    missing = set()
    for owner, name in referred:
        kind, _, held = (name or "Self").rstrip("]").partition("[")
        each = held if kind == "type" else kind
        if each not in {"Self", "item"} and CATALOGUE.type(each) is None:
            missing.add((owner, each))
    # types of the standard library that have no methods of interest
    assert [pair for pair in missing if pair[1].partition(".")[0] not in {"builtins", "contextlib"}] == []


def test_every_symbol_is_a_constant() -> None:
    for api in CATALOGUE.apis.values():
        for test in (*api.unless, *api.made_unless, *api.acquires, *api.releases):
            for value in test.equals:
                if isinstance(value, Symbol) and value.name.partition(".")[0] in CHECKED and sys.platform == "linux":
                    assert isinstance(resolve(value.name), (int, Enum))


def test_every_entry_has_evidence_and_every_blocking_one_a_reason() -> None:
    for api in CATALOGUE.apis.values():
        assert api.evidence.startswith("https://"), api.name
        assert "{" not in api.evidence, api.name
        assert not api.blocks or api.why, api.name
        assert not any("{" in text for text in api.instead.values()), api.name
    for entry in CATALOGUE.types.values():
        assert entry.evidence.startswith("https://"), entry.name
        assert entry.why or (entry.send is not False and entry.sync is not False), entry.name


def test_canonical_names_are_not_aliases() -> None:
    for name in (*CATALOGUE.apis, *CATALOGUE.types):
        assert CATALOGUE.canonical(name) == name


def test_no_coroutine_blocks() -> None:
    """What is awaited never blocks: an entry that is both would silence or invent findings."""
    assert [api.name for api in CATALOGUE.apis.values() if api.coroutine and api.blocks] == []


def test_hooks_of_the_standard_library_exist() -> None:
    """The loop calls the method of the base class too: what is not there would be a hook that nobody calls."""
    for entry in CATALOGUE.types.values():
        for hook in entry.hooks if entry.name.partition(".")[0] in sys.stdlib_module_names else ():
            for name in (each for each in hook.patterns if "*" not in each):  # do_GET: the subclass adds it
                assert callable(getattr(resolve(entry.name), name)), (entry.name, name)
