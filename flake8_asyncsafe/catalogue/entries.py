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
    CALLER = "caller"  # later, on whichever thread uses the object; several may (logging handlers, __del__)
    INLINE = "inline"  # called before the API returns, on the same thread: sorted(key=), map, reduce


class Form(Enum):
    """What the API wants in that argument."""

    FUNCTION = "function"  # a plain callable, called synchronously
    COROUTINE = "coroutine"  # a coroutine object (or another awaitable)
    COROUTINE_FUNCTION = "coroutine-function"  # an async callable that the API calls and awaits (start_soon)
    CALLABLE = "callable"  # either: a plain one is called there, a coroutine function is awaited on the loop
    ITERATOR = "iterator"  # a generator or other iterable, whose steps run there (the body of a streamed response)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A named constant used as an argument value: ``os.P_WAIT``, ``socket.SOCK_DGRAM`` (canonical dotted name)."""

    name: str


#: stands for the value of an argument that is present but cannot be known (a variable, a call, ``*args``)
UNKNOWN = Symbol("?")


@dataclass(frozen=True, slots=True)
class ArgumentTest:
    """One test on an argument of a call, e.g. ``block == False``.

    ``name`` is the keyword and ``position`` the zero-based place among the positional arguments (``None``:
    keyword only).  ``equals`` holds literal values or ``Symbol`` constants, any of which passes the test.
    ``default`` is the value the parameter has when it is not given, Ellipsis when an absent argument never passes.
    With ``given=True`` the test passes as soon as the argument is present, whatever it is.  With ``negated=True``
    it passes when the value is none of ``equals``, and also when the value is unknown: use it where only a known
    value makes the call harmful (``os.spawnv`` blocks for ``P_WAIT`` only).
    """

    name: str
    position: int | None = None
    equals: tuple[object, ...] = ()
    default: object = ...  # Ellipsis: an absent argument does not pass
    given: bool = False
    negated: bool = False
    #: passes for an argument that is an instance of one of these types (canonical names)
    types: tuple[str, ...] = ()
    #: passes for the text of an IP address, which the model recognises
    address: bool = False
    #: tests on other arguments that have to pass as well
    also: tuple[ArgumentTest, ...] = ()

    def passes(self, value: object, lineage: tuple[str, ...] = ()) -> bool:
        """Tell whether the test passes for an argument that was given.

        ``value`` is its literal value, the ``Symbol`` of a named constant, or ``UNKNOWN``; ``lineage`` names its type
        and the bases of it, as far as they are known (``Catalogue.lineage``).  ``also`` is not looked at.
        """
        if self.given:
            return True
        if self.address:
            return False
        if self.types:
            return any(name in self.types for name in lineage)
        return self._among(value) is not self.negated

    def passes_absent(self) -> bool:
        """Tell whether the test passes for a call that certainly leaves the argument out (``also`` the others)."""
        if not all(test.passes_absent() for test in self.also):
            return False
        if self.given or self.types or self.address or self.default is ...:
            return False
        return self._among(self.default) is not self.negated

    def _among(self, value: object) -> bool:
        return value != UNKNOWN and any(value == allowed for allowed in self.equals)


#: stands in `Runs.name` for the function that the API, or what it returns, decorates
DECORATED = "@"
#: stands in `Runs.name` for the object that the method is called on
RECEIVER = "self"


@dataclass(frozen=True, slots=True)
class Runs:
    """The API starts or calls what stands in one of its arguments (a spawn edge)."""

    where: Where
    form: Form
    name: str | None  # keyword of the argument, DECORATED or RECEIVER; None: positional only
    position: int | None  # zero-based; None: keyword only
    variadic: bool = False  # every positional argument from `position` on (asyncio.gather)
    only_if: ArgumentTest | None = None  # it does so only in calls whose arguments pass (`thread=True`)
    #: "many" (one call may start several that run at once), "serial" (on one thread, one after another), "own" (each
    #: on an object of its own)
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hook:
    """The library calls methods that subclasses define: those whose names match one of ``patterns``."""

    patterns: tuple[str, ...]
    where: Where
    form: Form
    flags: frozenset[str] = frozenset()  # as in Runs


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Attributes of an object that the library calls: those whose names match one of ``patterns``.

    ``methods`` of the object run them, on whichever thread these are called; if ``starts``, on one of their own.
    """

    patterns: tuple[str, ...]
    methods: tuple[str, ...]
    starts: bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an API, as a call gives it."""

    name: str | None  # keyword; None: positional only
    position: int | None  # zero-based; None: keyword only
    variadic: bool = False  # every positional argument from `position` on


#: what a decorator makes of the function it is applied to
DECORATORS = (
    "transparent",  # still the function, called the same way (functools.wraps(f), staticmethod)
    "contextmanager",  # a generator function becomes a maker of sync context managers
    "asynccontextmanager",
    "cache",  # results are remembered (a cached coroutine can be awaited only once)
    "property",
    "cached-property",
    "thread",  # the function runs on a worker thread, `returns` takes its place (asgiref.sync.sync_to_async)
    "sync",  # a coroutine function becomes a plain one that runs a loop: likewise (asgiref.sync.async_to_sync)
    "around",  # a plain wrapper that works around the call (retry, rate limit): made for plain functions only
)


@dataclass(frozen=True, slots=True)
class Api:
    """One callable: a function, a constructor, or a method named through its class."""

    name: str
    blocks: Category | None = None
    #: the call does not block if any of these tests passes on its own arguments
    unless: tuple[ArgumentTest, ...] = ()
    #: for methods: the call does not block if any of these passes on the call that made the receiver
    made_unless: tuple[ArgumentTest, ...] = ()
    #: for methods: once this call was made with arguments that pass, the receiver blocks no more (setblocking(False))
    unblocks: tuple[ArgumentTest, ...] = ()
    #: replacement text per async library: {"asyncio": "await asyncio.sleep(...)", ...}
    instead: dict[str, str] = field(default_factory=dict, hash=False)
    why: str = ""
    evidence: str = ""
    #: canonical name of the type of the result (for `await`-ed APIs: of the awaited result); "item": what the object
    #: that the method is called on holds, "Self": its class; "Box[item]", "Box[Self]": a Box of those
    returns: str | None = None
    #: canonical names of the types of its items, when the result is a tuple that callers unpack
    returns_tuple: tuple[str, ...] = ()
    #: canonical name of the type of each item when the result is iterated (``for``, ``async for``)
    items: str | None = None
    #: calling it yields a coroutine object (``async def``); it must be awaited
    coroutine: bool = False
    #: calling it yields an awaitable that is not lazy (a Task or Future), or an object that may be awaited; False: what
    #: it yields certainly is none, None: that is not known
    awaitable: bool | None = None
    #: the result is held only weakly by the loop and must be kept by the caller (asyncio.create_task)
    weakly_held: bool = False
    runs: tuple[Runs, ...] = ()
    #: it may only be called on the thread of the running event loop (asyncio.create_task)
    loop_bound: bool = False
    #: it runs its callback, or ends, when a file descriptor is ready: reading a socket there, or behind the await, does
    #: not wait (loop.add_reader, trio.lowlevel.wait_readable)
    when_ready: bool = False
    #: the call takes / gives back a file lock on its first argument if any of these tests passes (fcntl.flock)
    acquires: tuple[ArgumentTest, ...] = ()
    releases: tuple[ArgumentTest, ...] = ()
    #: the call iterates over these arguments with a plain `for` (list, zip)
    iterates_over: tuple[Parameter, ...] = ()
    #: the items of these arguments must be tasks or futures: it raises if one is a coroutine object (asyncio.wait)
    only_futures: tuple[Parameter, ...] = ()
    #: keyword arguments that are no more, with the version that took them away: {"loop": "3.10"}
    removed_arguments: dict[str, str] = field(default_factory=dict, hash=False)
    #: passing a coroutine object here is certainly a mistake (print, str, json.dumps, logging.*)
    rejects_coroutines: bool = False
    #: a property, read without call syntax
    is_property: bool = False
    #: used as a decorator, what it makes of the function: one of DECORATORS
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
    #: objects made alike (of one path, one name) are one lock: it lies outside of the process
    keyed: bool = False

    @property
    def is_outside(self) -> bool:
        """Whether another object may be the same lock."""
        return self.keyed or self.kind is LockKind.FILE


@dataclass(frozen=True, slots=True)
class Type:
    """One class known to the catalogue."""

    name: str
    bases: tuple[str, ...] = ()
    lock: LockTraits | None = None
    #: canonical types of attributes: {"parent": "pathlib.Path"}; "*" stands for every attribute that is not listed
    attributes: dict[str, str] = field(default_factory=dict, hash=False)
    #: "sync", "async" or "both": which `with` form the object supports; None: not a context manager or unknown
    context: str | None = None
    #: leaving `with X()` blocks in this category (Executor: waits for its jobs)
    exit_blocks: Category | None = None
    #: `for x in X()` blocks in this category (a database query that runs when it is iterated)
    iteration_blocks: Category | None = None
    #: other operations that do: {"len": ..., "bool": ..., "in": ..., "[]": (an index) ..., "[:]": (a slice) ...}
    operators_block: dict[str, Category] = field(default_factory=dict, hash=False)
    #: the first such operation fetches all items and keeps them: those after it do not block
    keeps_items: bool = False
    #: attributes that only classes of this kind have: an imported class that is asked for one is taken for a subclass
    known_by: tuple[str, ...] = ()
    #: type that an instance of the owner gives for a class attribute of this type (its `__get__`)
    descriptor: str | None = None
    #: instances can be awaited
    awaitable: bool = False
    #: "sync", "async" or "both": which `for` iterates it; None: not iterable or unknown
    iterates: str | None = None
    #: canonical name of the type of its items
    items: str | None = None
    #: canonical name of the type that `with x as y` / `async with x as y` binds; None: x itself
    enters: str | None = None
    #: what the library calls of its subclasses, and where
    hooks: tuple[Hook, ...] = ()
    #: what it calls of its attributes (or of what its constructor is given under their names), and where
    callbacks: tuple[Callbacks, ...] = ()
    #: a block that bounds what runs in it: "task-group", "cancel", "timeout"; "pause": nothing else is meant to run
    scope: str | None = None
    #: result type of `a / b` etc.: {"/": "pathlib.Path"}
    operators: dict[str, str] = field(default_factory=dict, hash=False)
    #: methods that may only be called on the thread of the event loop that the object belongs to
    loop_bound: tuple[str, ...] = ()
    #: coroutine methods of which one task at a time may wait for one; "*": all of them
    one_task: tuple[str, ...] = ()
    #: may be sent to another thread / shared between threads; None: not known
    send: bool | None = None
    sync: bool | None = None
    why: str = ""
    evidence: str = ""
    #: the class has no public name: `name` is the catalogue's own (the object behind trio.open_nursery())
    private: bool = False
    since: str | None = None
    until: str | None = None
