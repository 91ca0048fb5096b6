"""Signal bus of a plugin host."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

log = logging.getLogger("bus")

T = TypeVar("T")
Receiver = Callable[..., None]


class Subscription:
    def __init__(self, bus: "Bus", topic: str, receiver: Receiver) -> None:
        self._bus = bus
        self.topic = topic
        self.receiver = receiver

    def cancel(self) -> None:
        self._bus.remove(self)


class Bus:
    def __init__(self, on_error: Callable[[Exception], None] | None = None) -> None:
        self._lock = threading.RLock()
        self._on_error = on_error
        self._subscriptions: defaultdict[str, list[Subscription]] = defaultdict(list)
        self.published = 0

    def subscribe(self, topic: str, receiver: Receiver) -> Subscription:
        subscription = Subscription(self, topic, receiver)
        with self._lock:
            self._subscriptions[topic].append(subscription)
        return subscription

    def remove(self, subscription: Subscription) -> None:
        with self._lock:
            self._subscriptions[subscription.topic].remove(subscription)

    def publish(self, topic: str, **payload: Any) -> None:
        with self._lock:
            self.published += 1
            receivers = tuple(self._subscriptions.get(topic, ()))
        for subscription in receivers:
            try:
                with self._lock: subscription.receiver(**payload)  # expect: ASF218
            except Exception as exc:
                log.exception("%s failed", topic)
                if self._on_error is not None:
                    self._on_error(exc)


class Cache:
    def __init__(self, default: Callable[[str], Any]) -> None:
        self._default = default
        self._guard = threading.Lock()
        self._values: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        make = self._default
        with self._guard: return self._values.setdefault(key, make(key))  # expect: ASF218

    def update(self, key: str, change: Callable[[Any], Any]) -> None:
        with self._guard: self._values[key] = change(self._values.get(key))  # expect: ASF218

    def drop(self, key: str) -> None:
        with self._guard:
            self._values.pop(key, None)


class AsyncCache:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._values: dict[str, Any] = {}

    async def fill(self, keys: Iterable[str], load: Callable[[str], Awaitable[T]]) -> dict[str, T]:
        filled: dict[str, T] = {}
        for key in keys:
            async with self._turn: filled[key] = self._values[key] = await load(key)  # expect: ASF218
        return filled

    async def size(self) -> int:
        async with self._turn:
            await asyncio.sleep(0)
            return len(self._values)
