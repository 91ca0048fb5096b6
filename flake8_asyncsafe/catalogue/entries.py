"""What the catalogue can say about an API: plain, immutable records.

The catalogue is data, not code (TOML files under ``data/`` and the user's own file).  The loader validates the
data and turns it into these records; the model asks for them by canonical dotted name
(``"requests.Session.get"``) and never sees TOML.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Category(Enum):
    """How a call blocks the thread that makes it.  One category per rule of the ASF1 family."""

    SLEEP = "sleep"
    HTTP = "http"
    SUBPROCESS = "subprocess"
    FILE = "file"
    METADATA = "metadata"
    DATABASE = "database"
    NETWORK = "network"
    WAIT = "wait"
    CPU = "cpu"
    CPU_HEAVY = "cpu-heavy"  # only with the option asyncsafe-cpu
    CONSOLE = "console"


class LockKind(Enum):
    """Which scheduler a lock excludes: threads, tasks of one loop, processes, or users of one file."""

    THREAD = "thread"
    ASYNC = "async"
    PROCESS = "process"
    FILE = "file"


class Where(Enum):
    """Where a callable handed to an API will run: the kind of a spawn edge."""

    TASK = "task"  # an independent task on the running loop
    LOOP_CALLBACK = "loop-callback"  # a plain call made by the event loop itself
    THREAD = "thread"
    PROCESS = "process"
    SIGNAL = "signal"  # the interpreter's signal context, main thread
    FINALISER = "finaliser"  # weakref.finalize, atexit, gc callbacks
    NEW_LOOP = "new-loop"  # asyncio.run and kin: a loop run here until the coroutine ends
    INLINE = "inline"  # called before the API returns, on the same thread: sorted(key=), map, reduce


class Form(Enum):
    """What the API wants in that argument."""

    FUNCTION = "function"  # a plain callable, called synchronously
    COROUTINE = "coroutine"  # a coroutine object (or another awaitable)
    COROUTINE_FUNCTION = "coroutine-function"  # an async callable that the API calls and awaits (start_soon)


@dataclass(frozen=True, slots=True)
class ArgumentTest:
    """One test on an argument of a call, e.g. ``block=False``.

    ``name`` is the keyword and ``position`` the zero-based place among the positional arguments (``None``:
    keyword only).  ``equals`` holds literal values, any of which passes the test.  ``default`` is the value the
    parameter has when it is not given, ``MISSING`` when an absent argument never passes.  With
    ``given=True`` the test passes as soon as the argument is present, whatever it is.
    """

    name: str
    position: int | None = None
    equals: tuple[object, ...] = ()
    default: object = ...  # Ellipsis: an absent argument does not pass
    given: bool = False


@dataclass(frozen=True, slots=True)
class Runs:
    """The API starts or calls what stands in one of its arguments (a spawn edge)."""

    where: Where
    form: Form
    name: str | None  # keyword of the argument; None: positional only
    position: int | None  # zero-based; None: keyword only
    variadic: bool = False  # every positional argument from `position` on (asyncio.gather)


@dataclass(frozen=True, slots=True)
class Api:
    """One callable: a function, a constructor, or a method named through its class."""

    name: str
    blocks: Category | None = None
    #: the call does not block if any of these tests passes on its own arguments
    unless: tuple[ArgumentTest, ...] = ()
    #: for methods: the call does not block if any of these passes on the call that made the receiver
    made_unless: tuple[ArgumentTest, ...] = ()
    #: replacement text per async library: {"asyncio": "await asyncio.sleep(...)", ...}
    instead: dict[str, str] = field(default_factory=dict, hash=False)
    why: str = ""
    evidence: str = ""
    #: canonical name of the type of the result (for `await`-ed APIs: of the awaited result)
    returns: str | None = None
    #: calling it yields a coroutine object (``async def``); it must be awaited
    coroutine: bool = False
    #: calling it yields an awaitable that is not lazy (a Task or Future), or an object that may be awaited
    awaitable: bool = False
    #: the result is held only weakly by the loop and must be kept by the caller (asyncio.create_task)
    weakly_held: bool = False
    runs: tuple[Runs, ...] = ()
    #: passing a coroutine object here is certainly a mistake (print, str, json.dumps, logging.*)
    rejects_coroutines: bool = False
    #: a property, read without call syntax
    is_property: bool = False
    #: a decorator that keeps what the decorated function is (functools.wraps-like): contextmanager=..., see loader docs
    decorator: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class LockTraits:
    """What kind of lock a type is."""

    kind: LockKind
    reentrant: bool = False
    #: a counter that several may hold (Semaphore): taking it twice is no certain deadlock
    counting: bool = False
    #: a Condition: built on another lock given as this argument (position 0)
    wraps_lock: bool = False
    #: acquire(timeout) raises on failure (filelock) instead of returning False
    raises_on_timeout: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """One class known to the catalogue."""

    name: str
    bases: tuple[str, ...] = ()
    lock: LockTraits | None = None
    #: canonical types of attributes: {"parent": "pathlib.Path"}
    attributes: dict[str, str] = field(default_factory=dict, hash=False)
    #: "sync", "async" or "both": which `with` form the object supports; None: not a context manager or unknown
    context: str | None = None
    #: leaving `with X()` blocks in this category (Executor: waits for its jobs)
    exit_blocks: Category | None = None
    #: instances can be awaited
    awaitable: bool = False
    #: result type of `a / b` etc.: {"/": "pathlib.Path"}
    operators: dict[str, str] = field(default_factory=dict, hash=False)
    #: may be sent to another thread / shared between threads; None: not known
    send: bool | None = None
    sync: bool | None = None
    why: str = ""
    evidence: str = ""
