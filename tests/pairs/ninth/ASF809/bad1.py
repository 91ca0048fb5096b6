"""Configuration objects, worker specs and caches that get cloned."""
import asyncio
import copy
import logging
import pickle
import threading
from copy import deepcopy as clone
from dataclasses import dataclass, field

log = logging.getLogger("clone")


class Config:
    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self.lookups = 0
        self._mutex = threading.RLock()

    def get(self, key: str) -> str | None:
        with self._mutex:
            self.lookups += 1
        return self.values.get(key)

    def with_overrides(self, **overrides: str) -> "Config":
        other = copy.copy(self)  # expect: ASF809
        other.values = {**self.values, **overrides}
        return other


@dataclass
class Limiter:
    rate: float
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(4))
    waiting: int = 0

    async def enter(self) -> None:
        async with self.gate:
            await asyncio.sleep(1 / self.rate)


class Base:
    def __init__(self) -> None:
        self.idle = threading.Condition()
        self.jobs: list[str] = []

    def add(self, job: str) -> None:
        with self.idle:
            self.jobs.append(job)
            self.idle.notify_all()


class Plan(Base):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def checkpoint(self, path: str) -> None:
        with open(path, "wb") as out:
            pickle.dump(self, out)  # expect: ASF809


def fork_plan(plan: Plan, count: int) -> list[Plan]:
    return [clone(plan) for _ in range(count)]  # expect: ASF809


def tenant_limiters(template: Limiter, names: list[str]) -> dict[str, Limiter]:
    limiters = {}
    for name in names:
        limiters[name] = copy.copy(template)  # expect: ASF809
        log.debug("limiter for %s", name)
    return limiters


def settings_for(names: list[str]) -> dict[str, dict]:
    defaults = {"retries": [1, 2, 3]}
    return {name: clone(defaults) for name in names}
