"""Message bus with sync helpers awaited by mistake, one of them inherited."""
import asyncio
import json
from typing import Any, Optional


def encode(message: dict[str, Any]) -> bytes:
    return json.dumps(message).encode()


class BaseBus:
    def __init__(self) -> None:
        self.topics: dict[str, list[bytes]] = {}

    def topic(self, name: str) -> list[bytes]:
        return self.topics.setdefault(name, [])

    def log(self, text: str) -> None:
        print("bus:", text)


class Bus(BaseBus):
    async def publish(self, name: str, **message: Any) -> int:
        topic = self.topic(name)
        topic.append(await encode(message))  # expect: ASF312
        await self.log(f"published to {name}")  # expect: ASF312
        return len(topic)

    async def last(self, name: str) -> Optional[bytes]:
        await asyncio.sleep(0)
        topic = await self.topic(name)  # expect: ASF312
        return topic[-1] if topic else None


async def main() -> None:
    bus = Bus()
    print(await bus.publish("news", title="hello"))
    print(await bus.last("news"))


if __name__ == "__main__":
    asyncio.run(main())
