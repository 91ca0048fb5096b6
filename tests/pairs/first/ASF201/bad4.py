import threading
from dataclasses import dataclass, field


@dataclass
class Roster:
    names: list[str] = field(default_factory=list)
    lock: "threading.Lock" = field(default_factory=threading.Lock)

    def add(self, name: str) -> None:
        with self.lock:
            self.names.append(name)

    async def present(self):
        with self.lock:  # expect: ASF201
            for name in tuple(self.names):
                yield name
