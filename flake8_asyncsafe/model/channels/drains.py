"""Children that are waited for while what they write is not taken from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import is_complete, spelled
from flake8_asyncsafe.model.channels.abandoned import Abandoned
from flake8_asyncsafe.model.channels.abroad import UsesAbroad
from flake8_asyncsafe.model.channels.handlers import leaves
from flake8_asyncsafe.model.channels.identity import KINDS, Channel, Channels, Use
from flake8_asyncsafe.model.channels.parties import made_at, worker_classes
from flake8_asyncsafe.model.channels.passed_by import is_passed_by
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Loop, Read, Write, enclosing
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_STREAMS = ("stdout", "stderr")
_WRITES = frozenset({"put", "put_nowait", "send"})


class Drains:
    """The child processes of one module that are joined or waited for."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._abroad = module.ask(UsesAbroad)
        self._abandoned = module.ask(Abandoned)

    # -- multiprocessing ----------------------------------------------------------------------------------------------

    def joined_first(self) -> Iterator[tuple[Use, Use, Use | None]]:
        """(join, get, kill) where a process is joined before its queue or pipe is read.

        A join with a timeout is one too if the process is killed (by what is given third) when that has run out: nobody
        made room for it in the meantime.
        """
        for join in self._channels.of_kind("worker", "join"):
            endless = self._channels.is_endless(join)
            kills = self._kills(join)
            if endless and any(each.call.index < join.call.index for each in kills):
                continue  # it ends, whatever it had to say
            for written in self._written(join) if endless or kills else ():
                reads = [self._seen_from(use, join.function) for use in self._reads(written)]
                known = [(use, op) for use, op in reads if op is not None]
                others = any(op is None and use.channel.kind == "queue" for use, op in reads)
                if not known or others or any(op.index <= join.call.index for _, op in known):
                    continue
                then = range(join.call.index, min(op.index for _, op in known))
                kill = next((each for each in kills if each.call.index in then), None)
                if endless or (kill is not None and not _is_repeated(join.call)):
                    yield join, known[0][0], kill
                    break

    def _kills(self, join: Use) -> list[Use]:
        """Where the process that is joined is ended by force: on every way there, or if it has not ended by itself.

        Before the join, a choice is only known to be about that if a join with a timeout has gone before:
        ``if child.is_alive(): child.kill()``.  What a handler of exceptions does is another way.
        """
        around = {join.call.block, *(block for _, block in enclosing(join.call.block))}
        joins = [use for use in self._channels.on(join.channel, "join") if use.function is join.function]
        found = []
        for kill in self._channels.on(join.channel, "kill", "terminate"):
            choices = [item for item, block in enclosing(kill.call.block) if block not in around]
            if kill.function is not join.function or not all(isinstance(item, Branch) for item in choices):
                continue
            if not choices or any(use.call.index < kill.call.index for use in joins):
                found.append(kill)
        return found

    def _written(self, join: Use) -> Iterator[Channel]:
        """What the target of a joined process writes to, itself or in what it calls."""
        origin = join.channel.origin
        for spawn in self._module.spawns.all():
            if spawn.where is not Where.PROCESS or spawn.function is None:
                continue
            if spawn.op.node is origin or (origin is None and spawn.op.function is join.function):
                yield from self._given_to(spawn, spawn.function)
                yield from (use.channel for use in self._writes(spawn.function))
        for run, owner, _ in worker_classes(self._module):
            if origin is not None and any(call.node is origin for call in made_at(self._module, owner)):
                for use in self._writes(run):
                    root, *steps = use.channel.identity
                    if root == "self" and len(steps) == 2 and join.function.owner is not owner:
                        yield replace(use.channel, identity=(*join.channel.identity, steps[1]))
                    yield use.channel
        yield from self._written_abroad(join)

    def _written_abroad(self, join: Use) -> Iterator[Channel]:
        """What a process of a class of another module writes to, of the channels that its object has."""
        for value in self._module.values(join.receiver, join.place):
            cls = value.type if isinstance(value, Instance) else None
            for _, use in self._abroad.of_class(cls) if isinstance(cls, Class) else ():
                if use.function == "run" and use.method in _WRITES and use.type in KINDS:
                    identity = (*join.channel.identity, use.attribute)
                    yield Channel(identity, use.attribute, KINDS[use.type], use.type)

    def _given_to(self, spawn: Spawn, function: Function) -> Iterator[Channel]:
        """The queues and pipes that one start of a function gives it to write to, whatever other starts give."""
        for call in function.calls:
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _WRITES:
                given = self._channels.as_given(call, spawn)
                if given is not None and given.type.startswith("multiprocessing."):
                    yield given

    def _writes(self, function: Function) -> Iterator[Use]:
        """The calls by which a function, or one that it calls, puts something on a queue or sends it."""
        called = [edge.callee for edge in self._module.graph.edges(function) if edge.how == "call"]
        functions = {function, *(callee for callee in called if not callee.is_stub)}
        for use in self._channels.uses:
            if use.function in functions and use.method in _WRITES and use.channel.type.startswith("multiprocessing."):
                yield use

    def _reads(self, written: Channel) -> Iterator[Use]:
        for use in (*self._channels.uses, *self._channels.iterated):
            if written.kind == "queue" and use.channel.identity == written.identity:
                if use.method in {"get", "get_nowait"}:
                    yield use
            elif written.kind == use.channel.kind == "pipe" and use.method == "recv":
                yield from (use,) if written.origin is not None and use.channel.origin is written.origin else ()

    def _seen_from(self, use: Use, function: Function) -> tuple[Use, Op | None]:
        """(read, what it is in a function): the read itself, or the call of the helper that reads for it alone."""
        if use.function is function:
            return use, use.call
        callers = self._module.graph.callers(use.function)
        own = callers and all(caller is function and edge.how == "call" for caller, edge in callers)
        return use, callers[0][1].op if own else None

    # -- subprocess ---------------------------------------------------------------------------------------------------

    def undrained(self) -> Iterator[tuple[Use, str, bool]]:
        """(wait or poll, the streams, whether always) of a process with pipes that nobody reads meanwhile."""
        for use in self._channels.of_kind("process", "wait", "poll"):
            if use.method == "poll" and not self._is_polled(use):
                continue
            piped = self._piped(use)
            drained = bool(piped) and self._is_drained(use)
            if piped and not self._is_ended(use) and (not drained or self._is_passed_by(use)):
                yield use, " and ".join(piped), not drained
        for use in self._waited_for_at_once():
            piped = self._piped(use)
            if piped:
                yield use, " and ".join(piped), True

    def _piped(self, use: Use) -> list[str]:
        """The streams of a process that are pipes, by the call that makes it."""
        origin = use.channel.origin
        if origin is None:
            return []
        unsaid = use.channel.type == "anyio.abc.Process" and is_complete(origin)  # it makes pipes by default
        made = self._module.call_at(origin) or use.call
        given = {name: spelled(origin, name, made) for name in _STREAMS}
        return [
            name
            for name, stream in given.items()
            if self._abandoned.is_pipe(stream, made) or (unsaid and stream is None)
        ]

    def _waited_for_at_once(self) -> Iterator[Use]:
        """``Popen(...).wait()``, also of what a helper makes and returns: nobody has a name for the process."""
        for call in self._module.calls():
            func = call.node.func
            if not isinstance(func, cst.Attribute) or func.attr.value != "wait":
                continue
            maker = func.value.expression if isinstance(func.value, cst.Await) else func.value
            if not isinstance(maker, cst.Call):
                continue
            for value in self._module.values(func.value, call):
                name = self._channels.type_of(value)
                origin = value.origin if isinstance(value, Instance) else None
                if name is None or origin is None or KINDS[name] != "process":
                    continue
                if origin is maker or self._module.use(origin).kind == "returned":
                    text = f"{self._module.source(maker.func)}(...)"
                    yield Use(call, "wait", Channel(("fresh", maker), text, "process", name, origin), maker, call)
                    break

    def _is_passed_by(self, use: Use) -> bool:
        """Whether the pipes of a process that only this function has are read on some of the ways to the wait only."""
        made = self._module.call_at(use.channel.origin) if use.channel.origin is not None else None
        if made is None or use.method != "wait" or not use.channel.is_local:
            return False
        if any(True for _ in self._channels.on(use.channel, "communicate")):
            return False
        names = self._names(use.channel, use.function, "")
        for function in self._module.functions:
            if _is_inside(function, use.function) and self._is_drained_by(
                function.ops, use.channel, function, same=False
            ):
                return False
        mentions = (op.node for op in use.function.ops if isinstance(op, Read))
        plain = (node for node in mentions if isinstance(node, (cst.Attribute, cst.Name)))
        if any(dotted_text(node) in names and self._goes_away(node, names) for node in plain):
            return False
        return is_passed_by(use.call, made, names, tuple(f"{text}.{name}" for text in names for name in _STREAMS))

    @staticmethod
    def _is_polled(use: Use) -> bool:
        """Whether a loop goes on until the process has ended: by its test, or by a way out under a test."""
        decides = None
        for item, block in enclosing(use.call.block):
            if isinstance(item, Branch) and decides is None:
                decides = next((body for head, body in item.arms if head is block), None)
            elif isinstance(item, Loop):
                if item.kind != "while":
                    return False
                return block is item.head or (decides is not None and leaves(decides, item))
        return False

    def _is_ended(self, use: Use) -> bool:
        """Whether the process was killed before: it writes no more."""
        return any(
            each.function is use.function and each.call.index < use.call.index
            for each in self._channels.on(use.channel, "kill", "terminate")
        )

    def _is_drained(self, use: Use) -> bool:
        """Whether somebody reads a pipe before or meanwhile, or gets the process to do so."""
        given = use.channel.is_local
        use = self._as_attribute(use)
        if any(True for _ in self._channels.on(use.channel, "communicate")):
            return True
        function = use.function
        loop = next((item for item, _ in enclosing(use.call.block) if isinstance(item, Loop)), None)
        for each in self._module.functions:
            same = each is function
            if not same and use.channel.is_local and not _is_inside(each, function):
                continue
            if given and not use.channel.is_local and each.owner is not use.channel.identity[1]:
                continue  # who made it gave it to this class
            ops = [
                op
                for op in each.ops
                if not same or op.index <= use.call.index or (loop is not None and _is_in(op, loop))
            ]
            if self._is_drained_by(ops, use.channel, each, same=same):
                return True
        return use.channel.text in function.parameter_names() and self._is_drained_by_callers(use)

    def _is_drained_by_callers(self, use: Use) -> bool:
        """Whether who hands the process to a function that waits has taken hold of its streams."""
        if self._is_shared_by_maker(use):
            return True
        reads = (
            op.node
            for caller, _ in self._module.graph.callers(use.function)
            for op in caller.ops
            if isinstance(op, Read) and isinstance(op.node, cst.Attribute)
        )
        return any(node.attr.value in _STREAMS for node in reads)

    def _is_shared_by_maker(self, use: Use) -> bool:
        """Whether the function that makes the process gives it to others beside the one that waits."""
        made = self._module.call_at(use.channel.origin) if use.channel.origin is not None else None
        if made is None or made.function is use.function:
            return False
        names = self._names(use.channel, made.function, "")
        reads = [op.node for op in made.function.ops if isinstance(op, Read) and isinstance(op.node, cst.Name)]
        return sum(node.value in names and self._goes_away(node, names) for node in reads) > 1

    def _as_attribute(self, use: Use) -> Use:
        """The use of an attribute of self, also where a variable held the process first, or where it is another's."""
        function = use.function
        receiver, _, attribute = use.channel.text.partition(".")
        if not use.channel.is_local or not attribute or "." in attribute or not isinstance(use.receiver, cst.Attribute):
            return use
        owner = function.owner if receiver == function.receiver else None
        for value in self._module.values(use.receiver.value, use.place) if owner is None else ():
            if isinstance(value, Instance) and isinstance(value.type, Class):
                owner = value.type
        return replace(use, channel=replace(use.channel, identity=("self", owner, attribute))) if owner else use

    def _is_drained_by(self, ops: list[Op], channel: Channel, function: Function, *, same: bool) -> bool:
        attribute = str(channel.identity[2]) if channel.identity[0] == "self" else channel.text.rpartition(".")[2]
        own = f"{function.receiver}.{attribute}"
        foreign = self._is_of_another_class(function, channel)
        names = self._names(channel, function, "" if foreign else own) - ({own} if foreign else set())
        if channel.identity[0] == "self" and "." not in channel.text and not same:
            names.discard(channel.text)  # the name of another variable here
        streams = tuple(f"{text}.{name}" for text in names for name in _STREAMS)
        for op in ops:
            node = op.node
            if not isinstance(op, Read) or not isinstance(node, (cst.Attribute, cst.Name)):
                continue
            text = dotted_text(node)
            if foreign and (text == own or text.startswith(own + ".")):
                continue
            if text.startswith(streams):
                return True
            if not channel.is_local and any(f".{attribute}.{name}" in text for name in _STREAMS):
                return True
            if text in names and self._goes_away(node, names):
                return True
        return False

    def _names(self, channel: Channel, function: Function, own: str) -> set[str]:
        """What a process is called in a function: by the attribute, and by the names next to it."""
        names = {channel.text}
        if channel.identity[0] == "self":
            names.add(own)  # ("" if `self` is another object there)
        origin = channel.origin
        for op in function.ops:
            if isinstance(op, Write) and isinstance(op.value, cst.BaseExpression) and not op.path:
                target = dotted_text(op.node) if isinstance(op.node, (cst.Name, cst.Attribute)) else ""
                value = dotted_text(op.value)
                if op.value is origin:
                    names.add(target)
                elif channel.identity[0] == "self" and own and own in {target, value}:
                    names |= {target, value}
        return names - {"", "None"}

    def _is_of_another_class(self, function: Function, channel: Channel) -> bool:
        """Whether ``self.process`` in a function is an attribute of a class that has nothing to do with this one."""
        owner = channel.identity[1] if channel.identity[0] == "self" else None
        if not isinstance(owner, Class) or function.owner is None or function.owner is owner:
            return False
        classes = self._module.classes
        return owner not in classes.mro(function.owner) and function.owner not in classes.mro(owner)

    def _goes_away(self, node: cst.BaseExpression, names: set[str]) -> bool:
        """Whether the process itself is given to somebody."""
        use = self._module.use(node)
        if use.kind == "bound":
            return not all(dotted_text(target) in names for target in use.targets)
        return use.kind in {"argument", "returned", "yielded", "element", "unpacked"}


def _is_inside(inner: Function, outer: Function) -> bool:
    parent = inner.parent
    while parent is not None and parent is not outer:
        parent = parent.parent
    return parent is outer


def _is_repeated(op: Op) -> bool:
    return any(isinstance(item, Loop) for item, _ in enclosing(op.block))


def _is_in(op: object, loop: Loop) -> bool:
    block = getattr(op, "block", None)
    return any(item is loop for item, _ in enclosing(block))
