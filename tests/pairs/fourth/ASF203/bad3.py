"""Module-level registry lock taken again through helper functions."""
from __future__ import annotations

import threading
from typing import Callable

_lock = threading.Lock()
_plugins: dict[str, Callable[[], None]] = {}
_order: list[str] = []


def lookup(name: str) -> Callable[[], None] | None:
    with _lock:
        return _plugins.get(name)


def is_known(name: str) -> bool:
    return lookup(name) is not None


def register(name: str, plugin: Callable[[], None]) -> None:
    with _lock:
        if is_known(name):  # expect: ASF203
            raise KeyError(name)
        _plugins[name] = plugin
        _order.append(name)


def unregister(name: str) -> None:
    _lock.acquire()
    try:
        _order.remove(name)
        with _lock:  # expect: ASF203
            _plugins.pop(name, None)
    finally:
        _lock.release()


def run_all() -> int:
    with _lock:
        names = list(_order)
    for name in names:
        if plugin := lookup(name):
            plugin()
    return len(names)
