"""The loader: what it accepts, what it refuses and how it says so, and how names are looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_asyncsafe.catalogue.entries import (
    DECORATED,
    RECEIVER,
    UNKNOWN,
    ArgumentTest,
    Category,
    Form,
    Hook,
    LockKind,
    Runs,
    Symbol,
    Where,
)
from flake8_asyncsafe.catalogue.loader import Catalogue, CatalogueError, load_catalogue


def load(tmp_path: Path, text: str) -> Catalogue:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return load_catalogue((str(file),))


API = '[[api]]\nnames = "mylib.fetch"\n'
TYPE = '[[type]]\nnames = "mylib.Thing"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[api]\n", "is not valid TOML"),
        (
            'surprise = 1\n[[api]]\nnames = "a.b"',
            "top level: unknown key `surprise`; allowed: about, why, aliases, api",
        ),
        ('[about]\nauthor = "me"', "[about]: unknown key `author`; allowed: library, evidence, docs"),
        ("[about]\nlibrary = 1", "[about]: `library` must be a string, not a number"),
        ('api = "x"', "`api` must be written as [[api]] tables"),
        ('[[api]]\nblocks = "http"', "[[api]] number 1: `names` is missing"),
        ('[[api]]\nnames = ""', "[[api]] number 1: `names` is empty"),
        ("[[api]]\nnames = 3", "`names` must be a string of names or a list of strings, not a number"),
        ('[[api]]\nnames = ["a", 3]', "`names` must be a string of names or a list of strings, not a list"),
        ('[[api]]\nnames = "my-lib.fetch"', "'my-lib.fetch' is not a dotted name"),
        (API + 'blockz = "http"', "[[api]] mylib.fetch: unknown key `blockz`; allowed: names, of, blocks"),
        (API + 'blocks = "web"', "[[api]] mylib.fetch: `blocks` is 'web'; allowed: sleep, http, subprocess, file"),
        (API + "blocks = true", "[[api]] mylib.fetch: `blocks` is True; allowed: sleep"),
        (API + 'coroutine = "yes"', "`coroutine` must be true or false, not a string"),
        (API + "coroutine = true\nawaitable = true", "`coroutine` and `awaitable` exclude each other"),
        (API + "why = 1", "`why` must be a string, not a number"),
        (API + 'returns = "a b"', "`returns` must be exactly one dotted name"),
        (API + 'decorator = "magic"', "`decorator` is 'magic'; allowed: transparent, contextmanager"),
        (API + 'signature = "block=True"', "write it like a Python signature without self"),
        (API + 'signature = "(block=)"', "write it like a Python signature without self"),
        (API + 'signature = "(block=f())"', "write it like a Python signature without self"),
        (API + 'signature = "(block=True)"\nunless = "block"', "`unless` must be a list of strings, not a string"),
        (
            API + 'signature = "(block=True)"\nunless = ["wait == 1"]',
            "`unless`: parameter 'wait' is not in the signature",
        ),
        (API + 'unless = ["block == False"]', "`unless`: parameter 'block' is not in the signature"),
        (API + 'signature = "(block=True)"\nunless = ["block < 1"]', '"name in (a, b)"'),
        (API + 'signature = "(block=True)"\nunless = ["block =="]', '"name in (a, b)"'),
        (API + 'signature = "(block=True)"\nunless = ["block == flag"]', '"name in (a, b)"'),
        (API + 'made_unless = ["maxsize == 0"]', "`made_unless`: parameter 'maxsize' is not in the signature"),
        (
            API + 'signature = "(f)"\nruns = ["f: moon function"]',
            "`runs` is 'moon'; allowed: task, loop-callback, thread",
        ),
        (
            API + 'signature = "(f)"\nruns = ["f: thread generator"]',
            "`runs` is 'generator'; allowed: function, coroutine",
        ),
        (API + 'signature = "(f)"\niterates_over = ["g"]', "`iterates_over`: parameter 'g' is not in the signature"),
        (API + 'signature = "(f)"\nonly_futures = ["*f"]', "`only_futures`: parameter 'f' is not in the signature"),
        (API + 'removed_arguments = "loop"', "`removed_arguments` must be a table, not a string"),
        (API + 'signature = "(f)"\nruns = ["f: thread function twice"]', 'write it as "parameter: where form"'),
        (API + 'signature = "(f)"\nruns = ["f thread"]', 'write it as "parameter: where form"'),
        (API + 'signature = "(f)"\nruns = ["f: thread function if g"]', "parameter 'g' is not in the signature"),
        (API + 'signature = "(f)"\nruns = ["f: thread function if f > 1"]', 'allowed: "name" (is given)'),
        (TYPE + 'hooks = ["on_*: thread function twice"]', 'write it as "names: where form"'),
        (TYPE + 'hooks = ["on_*"]', 'write it as "names: where form"'),
        (TYPE + 'hooks = ["on_*: moon function"]', "`hooks` is 'moon'; allowed: task, loop-callback, thread"),
        (TYPE + 'hooks = "on_*: thread function"', "`hooks` must be a list of strings, not a string"),
        (API + 'signature = "(f)"\nruns = ["g: thread function"]', "`runs`: parameter 'g' is not in the signature"),
        (API + 'signature = "(f)"\nruns = ["*f: task coroutine"]', "`runs`: parameter 'f' is not in the signature"),
        (API + API, "[[api]] mylib.fetch: is defined twice; allowed: once"),
        (TYPE + TYPE, "[[type]] mylib.Thing: is defined twice; allowed: once"),
        (TYPE + 'blocks = "http"', "[[type]] mylib.Thing: unknown key `blocks`; allowed: names, of, bases"),
        (TYPE + 'lock = "thread"', "`lock` must be a table, not a string"),
        (TYPE + "lock = { reentrant = true }", "`lock` needs `kind`; allowed: thread, async, process, file"),
        (TYPE + 'lock = { kind = "spin" }', "`lock.kind` is 'spin'; allowed: thread, async, process, file"),
        (TYPE + 'lock = { kind = "thread", fair = true }', "unknown key `fair`; allowed: kind, reentrant, counting"),
        (TYPE + 'lock = { kind = "thread", reentrant = 1 }', "`lock.reentrant` must be true or false, not a number"),
        (TYPE + "attributes = { parent = 1 }", "`attributes.parent` must be a string, not a number"),
        (TYPE + 'context = "maybe"', "`context` is 'maybe'; allowed: sync, async, both"),
        (TYPE + 'scope = "room"', "`scope` is 'room'; allowed: task-group, cancel, timeout"),
        ('[aliases]\n"a.b" = 1', "[aliases]: `a.b` must be a string, not a number"),
        ('[aliases]\n"a.b" = "a.b.c"', "[aliases] a.b: leads back to itself"),
        ('[aliases]\n"a" = "b.x"\n"b" = "a.y"', "[aliases] a: leads back to itself"),
        ('[why]\nweb = "slow"', "[why]: `category` is 'web'; allowed: sleep"),
    ],
)
def test_refusals_name_the_file_the_entry_and_what_is_allowed(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path, text)
    assert says in str(caught.value)
    assert str(tmp_path / "mine.toml") in str(caught.value)


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"nowhere\.toml: cannot be read"):
        load_catalogue((str(tmp_path / "nowhere.toml"),))
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_catalogue((str(tmp_path),))


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    file = tmp_path / "latin.toml"
    file.write_bytes(b'[about]\nlibrary = "caf\xe9"\n')
    with pytest.raises(CatalogueError, match=r"latin\.toml: is not valid TOML"):
        load_catalogue((str(file),))


def test_a_user_file_adds_and_overrides(tmp_path: Path) -> None:
    catalogue = load(
        tmp_path,
        """
[about]
evidence = "https://example.com/{name}#{member}"
[aliases]
"mylib.impl" = "mylib"
[why]
wait = "because we say so"
[[api]]
names = "mylib.fetch time.sleep"
blocks = "network"
asyncio = "await mylib.a{member}(...)"
[[type]]
names = "mylib.Mutex"
bases = "threading.Lock"
lock = { kind = "thread" }
""",
    )
    fetch = catalogue.api("mylib.impl.fetch")
    assert fetch is not None
    assert (fetch.name, fetch.blocks) == ("mylib.fetch", Category.NETWORK)
    assert fetch.evidence == "https://example.com/mylib.fetch#fetch"
    assert fetch.instead == {"asyncio": "await mylib.afetch(...)"}
    assert "network" in fetch.why
    sleep = catalogue.api("time.sleep")
    assert sleep is not None
    assert sleep.blocks is Category.NETWORK
    join = catalogue.api("threading.Thread.join")
    assert join is not None
    assert join.why == "because we say so"
    assert catalogue.is_subtype("mylib.Mutex", "threading.Lock")
    assert "mylib" in catalogue.roots
    builtin = load_catalogue().api("time.sleep")
    assert builtin is not None
    assert builtin.blocks is Category.SLEEP


def test_an_empty_entry_silences_a_builtin_one(tmp_path: Path) -> None:
    api = load(tmp_path, '[[api]]\nnames = "os.fsync"').api("os.fsync")
    assert api is not None
    assert api.blocks is None


def test_names_as_one_string_as_a_list_and_of_several_owners(tmp_path: Path) -> None:
    catalogue = load(
        tmp_path,
        """
[[api]]
names = ["mylib.one", "mylib.two"]
[[api]]
of = "mylib.A mylib.B"
names = "read write"
""",
    )
    names = {"mylib.one", "mylib.two", "mylib.A.read", "mylib.A.write", "mylib.B.read", "mylib.B.write"}
    assert names <= set(catalogue.apis)


def test_arguments_are_found_by_the_signature(tmp_path: Path) -> None:
    api = load(
        tmp_path,
        """
[[api]]
names = "mylib.go"
signature = "(first, /, block=True, *jobs, key=None)"
made = "(maxsize=0)"
unless = ["block == False", "first in (0, mylib.NOW)", "key", "block != mylib.WAIT", "isinstance(key, mylib.Fast)"]
made_unless = ["maxsize in (0, -1)"]
runs = [
    "first: thread function", "block: inline function", "*jobs: task coroutine", "key: signal function",
    "@: loop-callback callable if block == True", "self: new-loop coroutine-function",
]
""",
    ).api("mylib.go")
    assert api is not None
    assert api.unless == (
        ArgumentTest("block", 1, (False,), default=True),
        ArgumentTest("first", 0, (0, Symbol("mylib.NOW"))),
        ArgumentTest("key", None, given=True, default=None),
        ArgumentTest("block", 1, (Symbol("mylib.WAIT"),), default=True, negated=True),
        ArgumentTest("key", None, default=None, types=("mylib.Fast",)),
    )
    assert api.made_unless == (ArgumentTest("maxsize", 0, (0, -1), default=0),)
    assert api.runs == (
        Runs(Where.THREAD, Form.FUNCTION, None, 0),
        Runs(Where.INLINE, Form.FUNCTION, "block", 1),
        Runs(Where.TASK, Form.COROUTINE, None, 2, variadic=True),
        Runs(Where.SIGNAL, Form.FUNCTION, "key", None),
        Runs(
            Where.LOOP_CALLBACK, Form.CALLABLE, DECORATED, None, only_if=ArgumentTest("block", 1, (True,), default=True)
        ),
        Runs(Where.NEW_LOOP, Form.COROUTINE_FUNCTION, RECEIVER, None),
    )


def test_hooks_are_read_in_order(tmp_path: Path) -> None:
    entry = load(
        tmp_path,
        TYPE + 'hooks = ["on_* compose: loop-callback callable", "run: thread function"]',
    ).type("mylib.Thing")
    assert entry is not None
    assert entry.hooks == (
        Hook(("on_*", "compose"), Where.LOOP_CALLBACK, Form.CALLABLE),
        Hook(("run",), Where.THREAD, Form.FUNCTION),
    )


def test_what_passes_an_argument_test() -> None:
    zero = ArgumentTest("timeout", 0, (0,), default=None)
    assert zero.passes(0)
    assert zero.passes(0.0)
    assert not zero.passes(None)
    assert not zero.passes(UNKNOWN)
    assert not zero.passes_absent()
    assert ArgumentTest("maxsize", 0, (0,), default=0).passes_absent()
    waits = ArgumentTest("mode", 0, (Symbol("os.P_WAIT"),), negated=True)
    assert not waits.passes(Symbol("os.P_WAIT"))
    assert waits.passes(Symbol("os.P_NOWAIT"))
    assert waits.passes(UNKNOWN)
    given = ArgumentTest("fileobj", 2, given=True, default=None)
    assert given.passes(UNKNOWN)
    assert not given.passes_absent()
    memory = ArgumentTest("file", 0, types=("io.IOBase",))
    assert memory.passes(UNKNOWN, ("io.BytesIO", "io.IOBase"))
    assert not memory.passes("x.zip", ("builtins.str",))
    assert not memory.passes(UNKNOWN)
    assert not memory.passes_absent()


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("requests.sessions.Session.get", "requests.Session.get"),
        ("io.open", "builtins.open"),
        ("asyncio.locks.Lock.acquire", "asyncio.Lock.acquire"),
        ("posixpath.exists", "os.path.exists"),
        ("pathlib.PosixPath.read_text", "pathlib.Path.read_text"),
        ("no.such.thing", "no.such.thing"),
    ],
)
def test_aliases_of_names_and_of_their_prefixes(name: str, canonical: str) -> None:
    assert load_catalogue().canonical(name) == canonical


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("asyncio.Task.result", "asyncio.Future.result"),
        ("asyncio.Task.cancel", "asyncio.Task.cancel"),
        ("queue.PriorityQueue.get", "queue.Queue.get"),
        ("threading.Timer.join", "threading.Thread.join"),
        ("concurrent.futures.ThreadPoolExecutor.shutdown", "concurrent.futures.Executor.shutdown"),
        ("ssl.SSLSocket.recv", "socket.socket.recv"),
        ("anyio.abc.SocketStream.receive", "anyio.abc.ByteReceiveStream.receive"),
        ("multiprocessing.pool.ThreadPool.join", "multiprocessing.pool.Pool.join"),
        ("filelock.UnixFileLock.acquire", "filelock.BaseFileLock.acquire"),
        ("multiprocessing.context.BaseContext.Lock", "multiprocessing.Lock"),
    ],
)
def test_methods_come_from_bases(name: str, found: str) -> None:
    api = load_catalogue().api(name)
    assert api is not None
    assert api.name == found


def test_what_waits_for_the_network(tmp_path: Path) -> None:
    mine = load(
        tmp_path, '[awaits]\nnetwork = "mylib.Client other"\n\n[[type]]\nnames = "mylib.Sub"\nbases = "mylib.Client"'
    )
    waiting = ["mylib.Client.get", "mylib.Sub.get", "other.a.b", "aiohttp.ClientSession.get"]
    assert all(map(mine.waits_for_network, waiting))
    assert not any(map(mine.waits_for_network, ["mylib.Clients.get", "mylib.get", "asyncio.StreamWriter.drain"]))


def test_unknown_names_are_unknown() -> None:
    catalogue = load_catalogue()
    assert catalogue.api("requests.codes") is None
    assert catalogue.api("asyncio.Task.no_such_method") is None
    assert catalogue.type("requests.get") is None
    assert catalogue.attribute("pathlib.Path", "nothing") is None
    assert not catalogue.is_subtype("nothing", "threading.Lock")


def test_attributes_and_properties() -> None:
    catalogue = load_catalogue()
    assert catalogue.attribute("pathlib.Path", "parent") == "pathlib.Path"
    assert catalogue.attribute("pathlib.PurePosixPath", "parent") == "pathlib.PurePath"
    assert catalogue.attribute("asyncio.subprocess.Process", "stdin") == "asyncio.StreamWriter"


def test_a_property_counts_as_attribute(tmp_path: Path) -> None:
    catalogue = load(
        tmp_path,
        """
[[type]]
names = "mylib.Model"
[[api]]
names = "mylib.Model.owner"
property = true
returns = "mylib.Model"
""",
    )
    assert catalogue.attribute("mylib.Model", "owner") == "mylib.Model"


def test_circular_bases_end(tmp_path: Path) -> None:
    catalogue = load(tmp_path, '[[type]]\nnames = "m.A"\nbases = "m.B"\n[[type]]\nnames = "m.B"\nbases = "m.A"')
    assert catalogue.lineage("m.A") == ("m.A", "m.B")
    assert catalogue.api("m.A.method") is None


def test_locks() -> None:
    catalogue = load_catalogue()
    kinds = {
        "threading.Lock": (LockKind.THREAD, False),
        "threading.RLock": (LockKind.THREAD, True),
        "multiprocessing.Lock": (LockKind.PROCESS, False),
        "asyncio.Lock": (LockKind.ASYNC, False),
        "trio.Lock": (LockKind.ASYNC, False),
        "anyio.Lock": (LockKind.ASYNC, False),
        "filelock.FileLock": (LockKind.FILE, True),
    }
    for name, expected in kinds.items():
        entry = catalogue.type(name)
        assert entry is not None
        assert entry.lock is not None
        assert (entry.lock.kind, entry.lock.reentrant) == expected


def test_the_catalogue_is_loaded_once() -> None:
    assert load_catalogue() is load_catalogue()


def test_roots_are_what_is_imported() -> None:
    assert {"asyncio", "time", "requests", "builtins", "trio"} <= load_catalogue().roots


def test_a_star_stands_for_methods_and_attributes_that_are_not_listed(tmp_path: Path) -> None:
    catalogue = load(
        tmp_path,
        """
[[type]]
names = "mylib.Client"
attributes = { known = "mylib.Reply", "*" = "mylib.Table" }
[[type]]
names = "mylib.Special"
bases = "mylib.Client"
[[api]]
of = "mylib.Client"
names = "*"
blocks = "network"
[[api]]
names = "mylib.Client.close"
""",
    )
    api = catalogue.api("mylib.Special.put")
    assert api is not None
    assert (api.name, api.blocks) == ("mylib.Special.put", Category.NETWORK)
    close = catalogue.api("mylib.Special.close")
    assert close is not None
    assert (close.name, close.blocks) == ("mylib.Client.close", None)
    assert catalogue.api("mylib.Client._private") is None
    assert catalogue.attribute("mylib.Special", "known") == "mylib.Reply"
    assert catalogue.attribute("mylib.Special", "users") == "mylib.Table"
    assert catalogue.attribute("mylib.Special", "close") is None
