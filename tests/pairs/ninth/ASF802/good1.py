"""Timer wheel, routes and dependency resolution of a small scheduler."""
import logging
from collections import deque

log = logging.getLogger("scheduler")


class Scheduler:
    def __init__(self) -> None:
        self.timers: dict[str, float] = {}
        self.routes: list[str] = []
        self.ready: deque[str] = deque()
        self.groups: dict[str, set[str]] = {}

    def expire(self, now: float) -> None:
        for name, when in list(self.timers.items()):
            if when <= now:
                del self.timers[name]
                self.ready.append(name)

    def cancel(self, prefix: str) -> None:
        doomed = [name for name in self.timers if name.startswith(prefix)]
        for name in doomed:
            self.timers.pop(name)

    def remove_route(self, route: str) -> bool:
        for index, known in enumerate(self.routes):
            if known == route:
                del self.routes[index]
                return True
        return False

    def drop_first(self, prefix: str) -> None:
        for name in self.timers:
            if name.startswith(prefix):
                self.timers.pop(name)
                break

    def delay(self, seconds: float) -> None:
        for name in self.timers:
            self.timers[name] += seconds

    def prune(self) -> None:
        for name in self.routes[:]:
            if name.endswith("/tmp"):
                self.routes.remove(name)
        for members in self.groups.values():
            members.discard("nobody")

    def closure(self, start: list[str]) -> list[str]:
        found = list(start)
        for name in found:
            for other in self.groups.get(name, ()):
                if other not in found:
                    found.append(other)
        return found

    def drain(self) -> None:
        while self.ready:
            log.info("running %s", self.ready.popleft())

    def swap(self) -> None:
        timers, self.timers = self.timers, {}
        for name, when in timers.items():
            if when > 0:
                self.timers[name] = when

    def trim(self, limit: int) -> None:
        for index in range(len(self.routes) - 1, limit, -1):
            self.routes.pop(index)
