import asyncio
import pickle
import threading
from copy import copy as clone
from dataclasses import dataclass, field


class Base:
    def __init__(self) -> None:
        self._guard = threading.Lock()


class Settings(Base):
    def __init__(self, values: dict[str, str]) -> None:
        super().__init__()
        self.values = values

    def dump(self) -> bytes:
        return pickle.dumps(self)  # expect: ASF809


@dataclass
class Account:
    owner: str
    balance: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def pay(self, amount: int, send) -> None:
        async with self.lock:
            await send(self.owner, amount)
            self.balance -= amount

    def for_owner(self, owner: str) -> "Account":
        other = clone(self)  # expect: ASF809
        other.owner = owner
        return other


def backup(settings: Settings, path: str) -> None:
    with open(path, "wb") as file:
        file.write(settings.dump())
