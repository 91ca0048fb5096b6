"""The call that an API makes of what it gets: ``Thread(target=f, args=(a,))`` and ``submit(f, a)`` mean ``f(a)``."""

from __future__ import annotations

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument

#: what takes the arguments of the function in a tuple: (API, its place)
PACKED = {
    "threading.Thread": 3,
    "multiprocessing.Process": 3,
    "threading.Timer": 2,
    "_thread.start_new_thread": 1,
    "multiprocessing.pool.Pool.apply_async": 1,
    "multiprocessing.pool.ThreadPool.apply_async": 1,
    "multiprocessing.pool.Pool.apply": 1,
    "multiprocessing.pool.ThreadPool.apply": 1,
}
#: what calls the function with the items of its other arguments
_WITH_ITEMS = (".map", ".imap", ".imap_unordered", ".map_async", ".starmap", ".starmap_async")


def made_call(node: cst.Call, given: cst.BaseExpression, api: str) -> cst.Call | None:
    """The call of the function in the argument ``given`` of a call of ``api``; None if its arguments are not there.

    The call is put together of nodes of the text, and is itself no part of it.
    """
    place = next((at for at, arg in enumerate(node.args) if arg.value is given), None)
    if place is None or api.endswith(_WITH_ITEMS):
        return None
    if api in PACKED or argument(node, "args", None) is not None:
        return cst.Call(given, _unpacked(node, PACKED.get(api)))
    return cst.Call(given, node.args[place + 1 :])


def partial_call(node: cst.Call) -> cst.Call:
    """The call that ``partial(f, a)`` makes ready: ``f(a)``."""
    return cst.Call(node.args[0].value, node.args[1:])


def _unpacked(node: cst.Call, place: int | None) -> list[cst.Arg]:
    args: list[cst.Arg] = []
    packed = argument(node, "args", place)
    if isinstance(packed, (cst.Tuple, cst.List)):
        for each in packed.elements:
            args.append(cst.Arg(each.value, star="*" if isinstance(each, cst.StarredElement) else ""))  # noqa: PERF401
    elif packed is not None:
        args.append(cst.Arg(packed, star="*"))
    named = argument(node, "kwargs", place + 1 if place is not None else None)
    if isinstance(named, cst.Dict):
        for entry in named.elements:
            if isinstance(entry, cst.DictElement) and isinstance(entry.key, cst.SimpleString):
                args.append(cst.Arg(entry.value, keyword=cst.Name(str(entry.key.evaluated_value))))
            else:
                args.append(cst.Arg(entry.value, star="**"))
    elif named is not None:
        args.append(cst.Arg(named, star="**"))
    return args
