"""Objects that belong to the event loop that first needs them, and are used on several loops, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.contexts.loop_runs import LoopRuns, Run
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Read, Write
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import ClassRef, External, ExternalMethod, Instance
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function, Scope

_CONSTRUCTORS = frozenset({"__init__", "__post_init__"})
#: of the places where objects of a class are made, so many are looked at
_MOST_OBJECTS = 10
_LOCKS = ("acquire", "with")
#: types of objects that remember a loop: what has to be done with them for that ("*": anything but `_HARMLESS`)
_BINDING: dict[str, tuple[str, ...]] = {
    "asyncio.Lock": _LOCKS, "asyncio.Semaphore": _LOCKS, "asyncio.BoundedSemaphore": _LOCKS,
    "asyncio.Condition": (*_LOCKS, "wait", "wait_for"), "asyncio.Event": ("wait",), "asyncio.Barrier": ("wait", "with"),
    "asyncio.Queue": ("get", "put", "join"), "asyncio.LifoQueue": ("get", "put", "join"),
    "asyncio.PriorityQueue": ("get", "put", "join"), "asyncio.Future": ("await",),
    "aiohttp.ClientSession": ("*",), "aiohttp.TCPConnector": ("*",), "httpx.AsyncClient": ("*",),
    "asyncpg.create_pool": ("*",), "asyncpg.connect": ("*",), "aiomysql.create_pool": ("*",),
    "aiopg.create_pool": ("*",), "sqlalchemy.ext.asyncio.create_async_engine": ("*",),
    "redis.asyncio.Redis": ("*",), "redis.asyncio.from_url": ("*",), "redis.asyncio.Redis.from_url": ("*",),
    "redis.asyncio.ConnectionPool": ("*",), "redis.asyncio.ConnectionPool.from_url": ("*",),
    "redis.asyncio.BlockingConnectionPool": ("*",), "redis.asyncio.BlockingConnectionPool.from_url": ("*",),
    "redis.asyncio.RedisCluster": ("*",), "redis.asyncio.RedisCluster.from_url": ("*",),
    "redis.asyncio.sentinel.Sentinel": ("*",), "motor.motor_asyncio.AsyncIOMotorClient": ("*",),
    "pymongo.AsyncMongoClient": ("*",), "psycopg_pool.AsyncConnectionPool": ("*",),
}  # fmt: skip
_QUEUES = frozenset({"asyncio.Queue", "asyncio.LifoQueue", "asyncio.PriorityQueue"})
_HARMLESS = frozenset({"closed", "is_closed", "headers", "cookies", "base_url", "url", "dialect"})


@dataclass(frozen=True, slots=True)
class Stray:
    """``name``, made at ``node`` as a ``type``, is used by ``function`` and more on the loops of two runs.

    ``where`` it is made, in words; ``first`` and ``second`` are the same if that run happens again and again.
    """

    node: cst.CSTNode
    name: str
    type: str
    where: str
    function: Function
    first: Run
    second: Run


@dataclass(frozen=True, slots=True)
class _Made:
    """``write`` binds what ``call`` makes."""

    write: Write
    call: cst.Call
    type: str
    name: str
    #: the run that gives it back, if it is made on the loop of that one
    run: Run | None = None


class LoopHomes:
    """Finds them in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._runs = LoopRuns(module)
        self._all: list[_Made] = []

    def strays(self) -> Iterator[Stray]:
        """Each such object."""
        text = self._module.lowered_source
        if "run" not in text or "async" not in text or not self._runs.any:
            return
        self._all = list(self._made())
        for made in self._all:
            found = self._stray(made)
            if found is not None:
                yield found

    # -- what is made -------------------------------------------------------------------------------------------------

    def _made(self) -> Iterator[_Made]:
        for function in self._module.functions:
            for op in function.ops:
                if isinstance(op, Write) and op.how in {"assign", "ann", "param", "with"} and not op.path:
                    value = op.value.expression if isinstance(op.value, cst.Await) else op.value
                    target = op.node.name if isinstance(op.node, cst.Param) else op.node
                    if not isinstance(value, cst.Call) or not isinstance(target, (cst.Name, cst.Attribute)):
                        continue
                    kind = self._type(value, op)
                    if kind:
                        yield _Made(op, value, kind, dotted_text(target))
                    elif isinstance(target, cst.Name):
                        yield from self._given_back(op, value, target.value)

    def _given_back(self, op: Write, value: cst.Call, name: str) -> Iterator[_Made]:
        """``pool = asyncio.run(open_pool())``: the coroutine function says what it makes."""
        for run in self._runs.standing_in(op.function):
            if run.op.node is not value:
                continue
            for back in run.entry.returns:
                given = back.value
                place: Op = back
                if isinstance(given, cst.Name) and len(run.entry.scope.bindings.get(given.value, ())) == 1:
                    write = run.entry.scope.bindings[given.value][0]
                    given = write.value if write.how in {"assign", "ann"} and not write.path else None
                    place = write
                given = given.expression if isinstance(given, cst.Await) else given
                kind = self._type(given, place) if isinstance(given, cst.Call) else ""
                if isinstance(given, cst.Call) and kind and "*" in _BINDING[kind]:
                    yield _Made(op, given, kind, name, run)

    def _type(self, node: cst.Call, op: Op) -> str:
        call = self._module.call_at(node)
        for target in self._module.targets(call) if call is not None else self._module.values(node, op):
            name = target.name if isinstance(target, (External, ExternalMethod)) else ""
            if isinstance(target, Instance) and isinstance(target.type, str):
                name = target.type
            name = name if name in _BINDING else self._module.catalogue.canonical(name)
            if name in _BINDING:
                return name
        return ""

    def _stray(self, made: _Made) -> Stray | None:
        write = made.write
        scope = write.block.scope
        if write.how == "param":
            return self._of_default(made)
        if isinstance(write.node, cst.Attribute):
            return self._of_object(made)
        home = scope.home(made.name)
        if home.kind == "class" and home.owner is not None:
            if made.name in home.owner.attributes:
                return None  # each object gets its own
            return self._report(made, self._reads_of_attribute(home.owner, made.name), "in the body of the class")
        if home.kind == "module":
            return self._of_global(made, home)
        return self._of_local(made, home)

    # -- where it is made ---------------------------------------------------------------------------------------------

    def _of_global(self, made: _Made, home: Scope) -> Stray | None:
        users = list(self._reads_of_name(home, made.name))
        others = [write for write in home.bindings[made.name] if write is not made.write and write.how != "ann"]
        others += [write for write in self._global_writes.get(made.name, ()) if write is not made.write]
        in_function = made.write.function.kind != "module"
        if any(not (in_function and write.function.kind == "module") for write in others):
            return None  # it is replaced, perhaps for each loop
        if made.run is not None:
            runs = [run for read, how in users if self._binds(made, how) for run in self._of(read)]
            return self._on_another(made, [made.run], None, runs, f"in `{made.run.entry.name}`")
        if not in_function:
            return self._report(made, users, "at import")
        if self._is_lazy(made):
            return self._report(made, users, "once, by whoever comes first,")
        makers = self._runs.of(made.write.function)
        later = [
            (read, how, run)
            for read, how in users
            if self._binds(made, how)
            for run in self._runs.of(read.function)
            if run not in makers
        ]
        for read, _, run in later:
            for maker in makers:
                if maker.loop != run.loop and self._runs.are_together(maker.made, run.made):
                    where = f"in `{made.write.function.name}`"
                    return Stray(made.call, made.name, made.type, where, read.function, maker, run)
        return None

    def _is_lazy(self, made: _Made) -> bool:
        """Whether it is only made if there is none."""
        return any(
            made.name
            in {dotted_text(node) for node in inner_nodes(test) if isinstance(node, (cst.Name, cst.Attribute))}
            for _, test, _ in required(made.write)
        )

    def _of_default(self, made: _Made) -> Stray | None:
        function = made.write.function
        users = self._reads_of_name(function.scope, made.name)
        return self._report(made, users, "once, as a default,")

    def _of_local(self, made: _Made, home: Scope) -> Stray | None:
        """Made by a plain function, or by what it runs, which runs several loops with it."""
        maker = made.write.function
        if maker.is_async or maker.kind != "function" or len(home.bindings[made.name]) > 1:
            return None
        users = [(read, how) for read, how in self._reads_of_name(home, made.name) if read.function is not maker]
        handed: dict[Run, None] = {}
        for run in self._runs.standing_in(maker):
            for param in self._parameters(run, made.name):
                reads = self._reads_of_name(run.entry.scope, param)
                if any(self._binds(made, how) for _, how in reads):
                    handed[run] = None
        runs = [run for read, how in users if self._binds(made, how) for run in self._runs.of(read.function)]
        if made.run is not None:
            return self._on_another(made, [made.run], maker, [*handed, *runs], f"in `{made.run.entry.name}`")
        return self._within(made, maker, made.write, [*handed, *runs], f"in `{maker.name}`")

    def _on_another(
        self, made: _Made, makers: Iterable[Run], maker: Function | None, runs: Iterable[Run], where: str
    ) -> Stray | None:
        """What is made on the loop of one run and used on that of a later one (``maker``: both stand in it)."""
        for first in makers:
            for run in runs:
                if maker is not None and not (first.op.function is run.op.function is maker):
                    continue
                later = run.op.function is not first.op.function or run.op.index > first.op.index
                if run.loop != first.loop and later and self._runs.are_together(first.made, run.made):
                    name = made.name.rpartition(".")[2]
                    return Stray(made.call, name, made.type, where, run.entry, first, run)
        return None

    def _parameters(self, run: Run, name: str) -> Iterator[str]:
        """The parameters of the function that a run runs, for which it is given a local name."""
        for arg in run.op.node.args:
            call = arg.value
            if not isinstance(call, cst.Call):
                continue
            for place, param in enumerate(run.entry.parameter_names(bound=True, stars=False)):
                given = argument(call, param, place)
                if isinstance(given, cst.Name) and given.value == name:
                    yield param

    def _of_object(self, made: _Made) -> Stray | None:
        """Made by a constructor: the object that it belongs to is used on several loops."""
        function = made.write.function
        owner = function.owner
        receiver, _, name = made.name.rpartition(".")
        if owner is None or function.receiver is None or receiver != function.receiver:
            return None
        others = [write for write in owner.attributes.get(name, ()) if write is not made.write]
        if function.name not in _CONSTRUCTORS:
            alone = all(write.function.name in _CONSTRUCTORS for write in others)
            return self._of_opened(made, owner, name) if alone and "*" in _BINDING[made.type] else None
        if others:
            return None
        users = list(self._reads_of_attribute(owner, name))
        runs = [(read, run) for read, how in users if self._binds(made, how) for run in self._runs.of(read.function)]
        if not runs:
            return None
        family = {owner, *self._module.classes.subclasses(owner)}
        inside = [run for _, run in runs if run.op.function.owner in family and self._is_on_self(run)]
        found = self._runs.several(inside)
        objects = self._module.ask(Contexts).made(owner)
        where = f"for each `{owner.name}`"
        if found is None and len(objects) == 1:
            place = objects[0]
            if place.function.kind == "module" and not loops_around(place):
                found = self._runs.several(run for _, run in runs)
            else:
                return self._within(made, place.function, place, [run for _, run in runs], where)
        if found is None:
            return None
        user = next(read.function for read, run in runs if run is found[0])
        return Stray(made.call, name, made.type, where, user, *found)

    def _of_opened(self, made: _Made, owner: Class, name: str) -> Stray | None:
        """Made by a method of the object on the loop of one run: methods use it on the loops of others."""
        opener = made.write.function
        makers = self._runs.of(opener)
        users = list(self._reads_of_attribute(owner, name))
        runs = list(
            dict.fromkeys(run for read, how in users if self._binds(made, how) for run in self._runs.of(read.function))
        )
        lazy = self._is_lazy(made)
        later = [run for run in runs if run not in makers]
        family = {owner, *self._module.classes.subclasses(owner)}
        where = f"in `{opener.name}`"

        def on_self(run: Run) -> bool:
            return run.op.function.owner in family and self._is_on_self(run)

        inside = [run for run in (runs if lazy else later) if on_self(run)]
        if lazy:
            found = self._runs.several(inside)
            if found is not None:
                return Stray(made.call, name, made.type, where, found[0].entry, *found)
        elif found_inside := self._on_another(made, [run for run in makers if on_self(run)], None, inside, where):
            return found_inside
        objects = self._module.ask(Contexts).made(owner)[:_MOST_OBJECTS]
        for place in objects:
            maker = place.function
            if sum(each.function is maker for each in objects) > 1 or loops_around(place):
                continue  # which of them is it?
            if maker.kind == "module":
                if len(objects) > 1:
                    continue
                stray = self._on_another(made, makers, None, later, where)
            elif lazy:
                stray = self._within(made, maker, place, runs, where)
            else:
                mine = [run for run in makers if run.op.function is maker and run.made.index > place.index]
                stray = self._on_another(made, mine, maker, later, where)
            if stray is not None:
                return stray
        return None

    @staticmethod
    def _is_on_self(run: Run) -> bool:
        """Whether a method runs a coroutine of its own object on a loop."""
        receiver = run.op.function.receiver
        return any(
            isinstance(arg.value, cst.Call) and dotted_text(arg.value.func).rpartition(".")[0] == receiver
            for arg in run.op.node.args
        )

    def _within(self, made: _Made, maker: Function, place: Op, runs: Iterable[Run], where: str) -> Stray | None:
        """The same of an object that one call of ``maker`` makes at ``place``: only the runs of that call use it."""
        outer = set(loops_around(place))
        mine = [
            run
            for run in runs
            if run.op.function is maker
            and run.made.function is maker
            and run.made.index > place.index
            and outer <= set(loops_around(run.made))
        ]
        again = [run for run in mine if set(loops_around(run.made)) - outer]
        found = (again[0], again[0]) if again else None
        if found is None and not outer:
            found = self._runs.several(mine, maker)
        if found is None:
            return None
        return Stray(made.call, made.name.rpartition(".")[2], made.type, where, found[0].entry, *found)

    def _report(self, made: _Made, users: Iterable[tuple[Read, str]], where: str) -> Stray | None:
        uses = [(read.function, run) for read, how in users if self._binds(made, how) for run in self._of(read)]
        found = self._runs.several(run for _, run in uses)
        if found is None:
            return None
        function = next(function for function, run in uses if run is found[0])
        return Stray(made.call, made.name.rpartition(".")[2], made.type, where, function, *found)

    def _of(self, read: Read) -> list[Run]:
        return self._runs.of(read.function)

    # -- what is done with it -----------------------------------------------------------------------------------------

    def _binds(self, made: _Made, how: str) -> bool:
        """Whether a use makes the object remember the loop, or need the one that it remembers."""
        needed = _BINDING[made.type]
        if how == "argument":
            return True
        if "*" in needed:
            return how not in _HARMLESS
        if how == "put" and made.type in _QUEUES and not made.call.args:
            return False  # there is always room
        return how in needed

    def _reads_of_name(self, scope: Scope, name: str) -> Iterator[tuple[Read, str]]:
        for read in self._by_name.get(name, ()):
            if read.block.scope.lookup(name) is scope:
                how = self._how(read, name)
                if how:
                    yield read, how

    @cached_property
    def _by_name(self) -> dict[str, list[Read]]:
        found: dict[str, list[Read]] = {}
        for function in self._module.functions:
            for op in function.ops:
                if isinstance(op, Read) and op.root:
                    found.setdefault(op.root, []).append(op)
        return found

    @cached_property
    def _global_writes(self) -> dict[str, list[Write]]:
        """The writes of globals by functions."""
        found: dict[str, list[Write]] = {}
        for function in self._module.functions:
            for name, how in function.scope.declared.items():
                if how == "global":
                    found.setdefault(name, []).extend(function.scope.bindings.get(name, ()))
        return found

    def _reads_of_attribute(self, owner: Class, name: str) -> Iterator[tuple[Read, str]]:
        """Reads of an attribute by methods of the class, by the class, and by objects of it elsewhere."""
        for cls in (owner, *self._module.classes.subclasses(owner)):
            for read, path in self._by_attribute.get((cls, name), ()):
                how = self._how(read, path)
                if how:
                    yield read, how

    @cached_property
    def _by_attribute(self) -> dict[tuple[Class, str], list[tuple[Read, str]]]:
        """(read, path up to the attribute) for each attribute of a class in which some such object is kept."""
        names = {made.name.rpartition(".")[2] for made in self._all}
        found: dict[tuple[Class, str], list[tuple[Read, str]]] = {}
        for function in self._module.functions:
            for op in function.ops:
                node = op.node if isinstance(op, Read) else None
                while type(node) is cst.Attribute:
                    if node.attr.value in names and isinstance(op, Read):
                        path = dotted_text(node)
                        for cls in self._classes(node.value, op):
                            found.setdefault((cls, node.attr.value), []).append((op, path))
                    node = node.value
        return found

    def _classes(self, node: cst.BaseExpression, read: Read) -> Iterator[Class]:
        """The classes of the module of which an expression is an object, or that it is itself."""
        if isinstance(node, cst.Name) and node.value in {read.function.receiver, "self", "cls"}:
            within = read.function
            while within.owner is None and within.parent is not None and within.parent.kind != "module":
                within = within.parent
            if within.owner is not None:
                yield within.owner
                return
        for value in self._module.values(node, read):
            if isinstance(value, ClassRef):
                yield value.cls
            elif isinstance(value, Instance) and isinstance(value.type, Class):
                yield value.type

    def _how(self, read: Read, path: str) -> str:
        """What is done with the object: the attribute asked for, "with", "await" or "argument"."""
        node = read.node
        if not isinstance(node, (cst.Name, cst.Attribute)):
            return ""
        text = dotted_text(node)
        if text != path:
            return text[len(path) + 1 :].partition(".")[0] if text.startswith(f"{path}.") else ""
        use = self._module.use(node)
        if use.kind == "awaited":
            return "await"
        if use.kind == "context":
            return "with"
        return use.kind if use.kind == "argument" else ""


__all__ = ["LoopHomes", "Stray"]
