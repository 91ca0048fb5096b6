"""Entries: the functions that are started somewhere, each with the context that it is started in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Hook, Where
from flake8_asyncsafe.model.calls.arguments import argument, last_name
from flake8_asyncsafe.model.contexts.attribute_callbacks import AttributeCallbacks
from flake8_asyncsafe.model.contexts.given import GivenCallables, target
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.contexts.order import MADE_FIRST
from flake8_asyncsafe.model.contexts.places import KINDS, Context, Kind
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Op, enclosing
from flake8_asyncsafe.model.scopes import Stub
from flake8_asyncsafe.model.values import ClassRef, ExternalMethod, FunctionRef, Instance, Method, known
from flake8_asyncsafe.syntax.walk import names_in, nodes

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.contexts.given import Started
    from flake8_asyncsafe.model.contexts.handles import Handles
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

#: the constructors that make a pool, with the parameter that says how many threads it has
_WORKERS = {
    "concurrent.futures.ThreadPoolExecutor": ("max_workers", 0),
    "multiprocessing.pool.ThreadPool": ("processes", 0),
}


class Entries:
    """Finds the entries of one module."""

    def __init__(self, module: Module, handles: Handles, given: GivenCallables) -> None:
        self._module = module
        self._handles = handles
        self._given = given
        self._made: dict[Class, list[Call]] | None = None
        self._callbacks: frozenset[Function] | None = None

    def all(self) -> list[Context]:
        """Every context that is started, once."""
        return list(self._find())

    def _find(self) -> Iterator[Context]:
        """Every context that something in the module starts, or that the catalogue says a definition runs in."""
        seen: set[tuple[object, ...]] = set()
        places: dict[tuple[object, ...], set[Where]] = {}
        for spawn in self._module.spawns.all():
            places.setdefault((spawn.op, spawn.argument), set()).add(spawn.where)
        for spawn in self._module.spawns.all():
            key = (spawn.op, spawn.argument, spawn.where, spawn.value)
            if key not in seen:  # several APIs may be meant: one of them is
                seen.add(key)
                sure = len(places[spawn.op, spawn.argument]) == 1
                yield from (each if sure else replace(each, sure=False) for each in self._of_spawn(spawn))
        for given in self._given.all():
            places.setdefault((given.op, given.argument), set()).add(given.how.where)
        for given in self._given.all():
            kind = KINDS.get(given.how.where)
            function = target(given.value)
            if function is None or self._is_replaced(given.op.function, function):
                continue
            if kind is not None and isinstance(given.op, Call):
                flags = given.how.flags | self._flags_of(given.how)
                found = self._started(given.op, kind, function, given.how.api, flags, given.argument)
                yield found if len(places[given.op, given.argument]) == 1 else replace(found, sure=False)
        for function, decorator, how in self._given.decorated():
            kind = KINDS.get(how.where)
            if kind is not None and function.write is not None:
                yield self._of_decorated(function, kind, how.api, decorator, how.flags)
        yield from AttributeCallbacks(self._module).all()
        if self._module.linked:
            yield from self._of_bases()
        for function in self._module.functions:
            if function.name == "__del__" and function.owner is not None and not function.is_async:
                yield Context(Kind.FINALISER, function, None, "__del__", own=True, node=function.node)

    def _flags_of(self, how: Started) -> frozenset[str]:
        """Whether a helper starts what it is given several times: ``[pool.submit(job) for _ in range(4)]``."""
        site = how.site
        if site is None or not loops_around(site) or not self._is_repeated_here(site, how.api, site.node):
            return frozenset()
        alone = self._lane(self._pool(site, how.api), site, how.api, how.flags) is not None
        return frozenset() if alone else frozenset({"many"})

    def foreign(self) -> Iterator[Context]:
        """The starts of what is no function of this module; the entry is the function that starts it instead."""
        seen: set[Op] = set()
        for spawn in self._module.spawns.all():
            kind = KINDS.get(spawn.where)
            started = spawn.how == "call" and spawn.function is None and not isinstance(spawn.value, ClassRef)
            if started and kind is not None and isinstance(spawn.op, Call) and spawn.op not in seen:
                seen.add(spawn.op)
                yield self._started(spawn.op, kind, spawn.op.function, spawn.name, spawn.flags, spawn.argument)

    def _of_spawn(self, spawn: Spawn) -> Iterator[Context]:
        kind = KINDS.get(spawn.where)
        if spawn.how == "decorator" and kind is not None and spawn.function is not None:
            if kind is Kind.THREAD and spawn.form is Form.CALLABLE and spawn.function.is_async:
                kind = Kind.TASK
            yield self._of_decorated(spawn.function, kind, spawn.name, spawn.argument, spawn.flags, spawn.op)
        elif spawn.how == "hook" and kind is not None and spawn.function is not None:
            yield from self._of_hook(spawn, spawn.function, kind)
        elif spawn.how == "call" and kind is not None and isinstance(spawn.op, Call):
            if isinstance(spawn.value, ClassRef):
                yield from self._of_handler(spawn, spawn.value.cls, kind)
            function = spawn.function
            if function is None:
                if spawn.form is Form.COROUTINE:
                    yield from self._of_collection(spawn, spawn.op, kind)
                return
            if self._is_replaced(spawn.op.function, function):
                return
            if function.is_async and spawn.form in {Form.CALLABLE, Form.COROUTINE_FUNCTION} and kind is Kind.THREAD:
                kind = Kind.TASK
            if spawn.form is Form.CALLABLE and kind is Kind.THREAD and function in self._marked():
                kind = Kind.CALLBACK
            if function.is_async and kind is Kind.CALLBACK:
                kind = Kind.TASK
            own = self._is_on_object_of_turn(spawn.argument, spawn.op)
            yield self._started(spawn.op, kind, function, spawn.name, spawn.flags, spawn.argument, own=own)

    def _is_replaced(self, starter: Function, started: Function) -> bool:
        """Whether a class overrides not only what a method starts, but that method as well.

        ``async def aset(self): await to_thread(self.set)`` of a base never starts the ``set`` of a class that has an
        ``aset`` of its own, unless that one goes on to the base's.
        """
        derived = started.owner
        if starter.owner is None or derived is None or derived is starter.owner:
            return False
        if starter.owner not in self._module.classes.mro(derived)[1:]:
            return False
        chosen = self._module.classes.method(derived, starter.name)
        return (
            chosen is not None
            and chosen is not starter
            and not chosen.is_stub
            and not any(last_name(call.node.func) == starter.name for call in chosen.calls)
        )

    def _marked(self) -> frozenset[Function]:
        """The plain functions that a decorator marks as callbacks of the loop: APIs see the mark."""
        if self._callbacks is None:
            self._callbacks = frozenset(
                spawn.function
                for spawn in self._module.spawns.of_definitions()
                if spawn.how == "decorator" and spawn.where is Where.LOOP_CALLBACK and spawn.function is not None
            )
        return self._callbacks

    # -- started by a call --------------------------------------------------------------------------------------------

    def _started(
        self,
        op: Call,
        kind: Kind,
        function: Function,
        api: str,
        flags: frozenset[str],
        given: cst.BaseExpression,
        *,
        own: bool = False,
    ) -> Context:
        pool = self._pool(op, api)
        handles = frozenset({op.node, *self._handles.origins(pool, op)}) if pool is not None else frozenset({op.node})
        lane = self._lane(pool, op, api, flags)
        own = own or "own" in flags
        many = lane is None and ("many" in flags or self._is_repeated_here(op, api, given))
        return Context(kind, function, op, api, many, own, lane, op.node, handles)

    def _of_collection(self, spawn: Spawn, op: Call, kind: Kind) -> Iterator[Context]:
        """``gather(*coros)``: what the collection holds, as far as it is seen to be filled."""
        for node in self._handles.origins(spawn.argument, op):
            call = self._module.call_at(node) if isinstance(node, cst.Call) else None
            for value in self._module.targets(call) if call is not None else ():
                if isinstance(value, (FunctionRef, Method)) and value.function.is_coroutine and call is not None:
                    many = bool(loops_around(call))
                    yield Context(
                        kind, value.function, op, spawn.name, many, False, None, op.node, frozenset({op.node})
                    )

    def _pool(self, op: Call, api: str) -> cst.BaseExpression | None:
        """The executor, pool or task group that a job is given to."""
        func = op.node.func
        if api.endswith(".run_in_executor"):
            return argument(op.node, "executor", 0)
        if api in MADE_FIRST or not isinstance(func, cst.Attribute):
            return None
        if any(isinstance(target, ExternalMethod) for target in self._module.targets(op)):
            return func.value
        return None

    def _lane(self, pool: cst.BaseExpression | None, op: Call, api: str, flags: frozenset[str]) -> Hashable | None:
        """What tells the one thread that runs such jobs, if it is one."""
        if pool is None:
            return api if "serial" in flags else None
        origins: set[cst.CSTNode] = set()
        for value in known(self._module.values(pool, op)):
            if not isinstance(value, Instance) or value.origin is None or not isinstance(value.type, str):
                return None
            name, place = _WORKERS.get(self._module.catalogue.canonical(value.type), ("", 0))
            workers = argument(value.origin, name, place) if name else None
            if "serial" not in flags and not (isinstance(workers, cst.Integer) and workers.value == "1"):
                return None
            origins.add(value.origin)
        return origins.pop() if len(origins) == 1 else None

    def _is_repeated_here(self, op: Call, api: str, given: cst.BaseExpression) -> bool:
        """Whether several run at once because of the place of the call: in a loop that does not wait for each."""
        loops = loops_around(op)
        if not loops:
            function = op.function
            return self._is_per_call(function, op, api)
        if self._is_another_each_turn(given, op):
            return False
        if self._is_waited_for(op) or self._is_restart(op):
            return False
        around = {id(loop) for loop in loops}
        for join in self._handles.joins(op.node):
            inside = join.function is op.function and any(id(loop) in around for loop in loops_around(join))
            if inside and is_behind_in_turn(join, op):
                return False
        return True

    @staticmethod
    def _is_another_each_turn(given: cst.BaseExpression, op: Call) -> bool:
        """``for work in (read, write): Thread(target=work)``: each turn starts another function."""
        scope = op.block.scope.lookup(given.value) if isinstance(given, cst.Name) else None
        loops = loops_around(op)
        return scope is not None and any(
            write.how == "for"
            and isinstance(write.value, (cst.List, cst.Tuple, cst.Set))
            and write.block.owner is loops[0]
            and len(loops) == 1
            for write in scope.bindings[given.value]  # type: ignore[attr-defined]
        )

    def _is_waited_for(self, op: Call) -> bool:
        """``await to_thread(f)``, ``submit(f).result()``: there and then."""
        use = self._module.use(op.node)
        if use.kind == "awaited":
            return True
        return use.kind == "attribute" and isinstance(use.node, cst.Attribute) and use.node.attr.value in {
            "result", "exception", "get",
        }  # fmt: skip

    @staticmethod
    def _is_restart(op: Op) -> bool:
        """``if not t.is_alive(): t = Thread(...)``: a supervisor, there is one at a time."""
        for compound, _ in enclosing(op.block):
            if isinstance(compound, Branch) and compound.kind == "if":
                for node in nodes(*compound.tests):
                    if isinstance(node, cst.Attribute) and node.attr.value in {"is_alive", "done"}:
                        return True
        return False

    def _is_per_call(self, function: Function, op: Call, api: str) -> bool:
        """Whether a function that others call starts one for each call: it is for what it was called with.

        That is so of jobs of a pool, and of threads that are given a parameter of the function and not kept.  One that
        has a default is a setting (``run_in_thread(poll_timeout=0.1)``), nothing that there is one thread for.
        """
        if function.kind != "function" or function.name in {"__init__", "__new__", "main"} or self._is_waited_for(op):
            return False
        if function.is_async or any(caller is not function for caller, _ in self._module.graph.callers(function)):
            return False
        params = {
            write.node.name.value
            for write in function.params
            if isinstance(write.node, cst.Param) and write.node.default is None
        } - {function.receiver}
        if not params or self._ends_here(op):
            return False
        if api in MADE_FIRST and self.is_kept_alone(op.node):
            return False
        return not params.isdisjoint(names_in(*(arg.value for arg in op.node.args)))

    def is_kept_alone(self, node: cst.BaseExpression) -> bool:
        """Whether what is made becomes the value of an attribute or a global: there is one at a time."""
        use = self._module.use(node)
        return use.kind == "bound" and any(self._is_lasting(target) for target in use.targets)

    def keeper(self, node: cst.CSTNode | None) -> str:
        """The attribute that what is made is kept in, if it is one: what is made for it next takes its place."""
        use = self._module.use(node) if isinstance(node, cst.Call) else None
        kept = [target for target in use.targets if isinstance(target, cst.Attribute)] if use is not None else []
        return dotted_text(kept[0]) if kept else ""

    def _is_lasting(self, target: cst.BaseExpression) -> bool:
        if isinstance(target, cst.Attribute):
            return True
        write = self._module.write_of(target) if isinstance(target, cst.Name) else None
        if write is None or not isinstance(target, cst.Name):
            return False
        home = write.block.scope.home(target.value)
        if home is not write.block.scope:
            return True
        reads = (read.node for read in home.read_anywhere(target.value) if isinstance(read.node, cst.Name))
        uses = (self._module.use(read) for read in reads)
        return any(use.kind == "bound" and any(isinstance(each, cst.Attribute) for each in use.targets) for use in uses)

    def _ends_here(self, op: Call) -> bool:
        return any(
            join.function is op.function and is_behind_in_turn(join, op) for join in self._handles.joins(op.node)
        )

    def _is_on_object_of_turn(self, given: cst.BaseExpression, op: Call) -> bool:
        """Whether each turn gives the method of another object: ``for w in workers: Thread(target=w.run)``."""
        if not isinstance(given, cst.Attribute):
            return False
        if isinstance(given.value, cst.Call):
            return True
        if not isinstance(given.value, cst.Name):
            return False
        scope = op.block.scope.lookup(given.value.value)
        loops = loops_around(op)
        return scope is not None and any(
            write.how in {"for", "assign", "with"} and any(compound in loops for compound, _ in enclosing(write.block))
            for write in scope.bindings[given.value.value]
        )

    def _of_bases(self) -> Iterator[Context]:
        """What bases of other modules start of the objects of this module's classes, and hooks that they define."""
        classes, outside = self._module.classes, self._module.outside
        for cls in self._module.lowering.classes:
            bases = [base for base in classes.mro(cls) if base.is_stub]
            names = {name: how for base in bases for name, how in outside.started_methods(base)}
            for name, how in names.items():
                method = classes.method(cls, name)
                kind = KINDS.get(how.where)
                if method is not None and kind is not None:
                    entry = outside.method_on(method, cls) if isinstance(method, Stub) else method
                    yield Context(kind, entry, None, how.api, "many" in how.flags, node=cls.node)
            for name, hook in self._hooks(cls) if bases else ():
                method = classes.method(cls, name)
                kind = KINDS.get(hook.where)
                if isinstance(method, Stub) and kind is not None:
                    many, own = "many" in hook.flags, "own" in hook.flags
                    yield Context(kind, outside.method_on(method, cls), None, name, many, own, node=cls.node)

    def _hooks(self, cls: Class) -> Iterator[tuple[str, Hook]]:
        """(method, how it is called) for the hooks of a class's catalogued bases."""
        catalogue = self._module.catalogue
        for base in self._module.classes.external_bases(cls):
            for each in catalogue.lineage(catalogue.canonical(base)):
                for hook in catalogue.types[each].hooks if each in catalogue.types else ():
                    yield from ((name, hook) for name in hook.patterns if "*" not in name)

    # -- started because of how it is defined -------------------------------------------------------------------------

    def _of_decorated(
        self,
        function: Function,
        kind: Kind,
        api: str,
        decorator: cst.BaseExpression,
        flags: frozenset[str],
        site: Op | None = None,
    ) -> Context:
        op = site or function.write
        lane = api if "serial" in flags else None
        return Context(kind, function, op, api, "many" in flags, "own" in flags, lane, decorator)

    def _of_hook(self, spawn: Spawn, function: Function, kind: Kind) -> Iterator[Context]:
        owner = function.owner
        assert owner is not None
        if function.is_async and kind in {Kind.THREAD, Kind.CALLBACK}:
            kind = Kind.TASK
        flags = spawn.flags
        if kind in {Kind.THREAD, Kind.PROCESS} and spawn.name in MADE_FIRST:
            made = self.made(owner)
            for call in made:
                many = self._is_repeated_here(call, spawn.name, call.node)
                handles = frozenset({call.node})
                yield Context(kind, function, call, spawn.name, many, True, None, call.node, handles)
            if made:
                return
        elif "many" not in flags and len(made := self.made(owner)) == 1 and loops_around(made[0]):
            flags = flags | {"many", "own"}
        lane = owner if kind is Kind.THREAD and not flags else None
        yield Context(kind, function, spawn.op, spawn.name, "many" in flags, "own" in flags, lane, spawn.node)

    def _of_handler(self, spawn: Spawn, cls: Class, kind: Kind) -> Iterator[Context]:
        """A class whose methods run where its objects are made: a request handler given to a threaded server."""
        for other in self._module.spawns.of_definitions():
            function = other.function
            if other.how != "hook" or other.where is not Where.INLINE or function is None:
                continue
            if function.owner in self._module.classes.mro(cls):
                many, own = "many" in spawn.flags, "own" in spawn.flags
                yield Context(kind, function, spawn.op, spawn.name, many, own, None, spawn.op.node)

    def made(self, cls: Class) -> list[Call]:
        """The calls that make objects of a class, or of one derived from it."""
        if self._made is None:
            self._made = {}
            for call in self._module.calls():
                for value in self._module.targets(call):
                    if isinstance(value, ClassRef):
                        for each in self._module.classes.mro(value.cls):
                            self._made.setdefault(each, []).append(call)
        return self._made.get(cls, [])


def is_behind_in_turn(join: Op, op: Op) -> bool:
    """Whether a join is certainly behind an operation of the same function, in the same turn of the loops around."""
    if join.index < op.index:
        return False
    inner = loops_around(op)
    return not inner or inner[0] in loops_around(join)
