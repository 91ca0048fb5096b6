"""Through a helper that removes, and `async with` in the body."""
import asyncio
import weakref


class Feed:
    def __init__(self) -> None:
        self.subscribers: list = []
        self.watchers: "weakref.WeakSet" = weakref.WeakSet()

    def subscribe(self, subscriber) -> None:
        self.subscribers.append(subscriber)

    def _drop(self, subscriber) -> None:
        self.subscribers.remove(subscriber)

    def watch(self, watcher) -> None:
        self.watchers.add(watcher)

    async def publish(self, event: str) -> None:
        for subscriber in self.subscribers:  # expect: ASF801
            try:
                await subscriber(event)
            except ConnectionError:
                self._drop(subscriber)
                break

    async def touch(self) -> None:
        for watcher in self.watchers:  # expect: ASF801
            async with watcher.lock:
                watcher.touched = True
