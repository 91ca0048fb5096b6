"""What parameters without an annotation are by convention: ``loop``, and a ``writer`` that is drained.

A module that works with asyncio calls its event loop ``loop``, as asyncio's own documentation and source do; a stream
is known by a method that nothing else of its name has.  Everything else stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.values import NOTHING, Instance, Values

if TYPE_CHECKING:
    from flake8_asyncsafe.model.inference.evaluator import Evaluator

_LOOPS = frozenset({"loop", "_loop", "event_loop"})
#: libraries with loops of their own, which are called the same
_OTHER_LOOPS = ("tornado", "pyglet", "zmq", "pyuv", "gevent", "kivy", "curio", "twisted", "urwid")
_STREAMS = {
    "writer": ("asyncio.StreamWriter", frozenset({"drain", "wait_closed"})),
    "reader": ("asyncio.StreamReader", frozenset({"readexactly", "readuntil", "at_eof"})),
}


def by_name(evaluator: Evaluator, name: str) -> Values:
    """The values of a parameter of which nothing but its name is known."""
    if name in _LOOPS:
        own = evaluator.imports("asyncio") and not any(map(evaluator.imports, _OTHER_LOOPS))
        return (Instance("asyncio.AbstractEventLoop"),) if own else NOTHING
    kind, methods = _STREAMS.get(name, ("", frozenset()))
    if kind and evaluator.imports("asyncio") and not methods.isdisjoint(evaluator.called_methods):
        return (Instance(kind),)
    return NOTHING


def called_methods(evaluator: Evaluator) -> frozenset[str]:
    """The names of all methods that the module calls, of anything."""
    return frozenset(
        call.node.func.attr.value
        for function in evaluator.lowering.functions
        for call in function.calls
        if isinstance(call.node.func, cst.Attribute)
    )
