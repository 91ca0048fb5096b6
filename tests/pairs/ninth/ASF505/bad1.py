"""In-memory broker: topics, subscribers and retained messages."""
import asyncio
import logging
import threading
import time

log = logging.getLogger("broker")


class Topic:
    def __init__(self, name: str) -> None:
        self.name = name
        self._guard = threading.Lock()
        self._cond = threading.Condition(self._guard)
        self.retained: bytes | None = None
        self.subscribers: list = []
        self.sequence = 0
        self.last_publish = 0.0

    def subscribe(self, callback) -> None:
        with self._guard:
            self.subscribers.append(callback)

    def unsubscribe(self, callback) -> None:
        self.subscribers.remove(callback)  # expect: ASF505

    def publish(self, payload: bytes) -> int:
        with self._cond:
            self.sequence += 1
            self.retained = payload
            targets = list(self.subscribers)
            number = self.sequence
            self._cond.notify_all()
        for target in targets:
            target(self.name, payload)
        return number

    def reset(self) -> None:
        log.info("resetting %s", self.name)
        self.sequence, self.retained = 0, None  # expect: ASF505

    def wait_for(self, number: int, timeout: float) -> bool:
        with self._cond:
            return self._cond.wait_for(lambda: self.sequence >= number, timeout)


class Broker:
    _instances: dict[str, "Broker"] = {}
    _instances_lock = threading.Lock()

    def __init__(self, name: str) -> None:
        self.name = name
        self.topics: dict[str, Topic] = {}
        self.lock = threading.RLock()
        with Broker._instances_lock:
            Broker._instances[name] = self

    def close(self) -> None:
        Broker._instances.pop(self.name, None)  # expect: ASF505

    def topic(self, name: str) -> Topic:
        with self.lock:
            if name not in self.topics:
                self.topics[name] = Topic(name)
            return self.topics[name]


class Housekeeper(threading.Thread):
    def __init__(self, broker: Broker) -> None:
        super().__init__(daemon=True)
        self.broker = broker

    def run(self) -> None:
        while True:
            time.sleep(60)
            topic = self.broker.topic("$SYS/uptime")
            topic.publish(str(time.time()).encode())


class Presence:
    def __init__(self, store) -> None:
        self.store = store
        self.lock = asyncio.Lock()
        self.online: dict[str, float] = {}

    async def seen(self, user: str) -> None:
        async with self.lock:
            self.online[user] = time.time()
            await self.store.save(dict(self.online))

    async def sweep(self, limit: float) -> None:
        async with self.lock:
            stale = [u for u, at in self.online.items() if at < limit]
            for user in stale:
                await self.store.delete(user)
                self.online.pop(user, None)
