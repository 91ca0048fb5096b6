import asyncio
from dataclasses import dataclass, field


@dataclass
class Pending:
    requests: dict[str, asyncio.Future] = field(default_factory=dict)

    async def resolve(self, key: str, value: object) -> bool:
        future = self.requests.get(key)
        if future is None or future.done():
            return False
        future.set_result(value)
        return True


async def pick(requests: dict[str, list[bytes]], topic: str) -> list[bytes]:
    batch = requests.get(topic, [])
    await asyncio.sleep(0)
    return batch


class Board:
    def post(self, text: str) -> int:
        return len(text)


async def announce(text: str) -> int:
    requests = Board()
    return requests.post(text)
