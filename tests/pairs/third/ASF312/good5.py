"""Chat room server whose helpers keep plain values and awaitables apart."""
import asyncio


class Room:
    def __init__(self) -> None:
        self.members: dict[str, asyncio.Queue[str]] = {}
        self.last: asyncio.Future[str] | None = None

    def join(self, nick: str) -> "asyncio.Queue[str]":
        self.members[nick] = asyncio.Queue(100)
        return self.members[nick]

    def say(self, nick: str, text: str):
        return self.members[nick].put(text)

    def next_text(self) -> "asyncio.Future[str]":
        self.last = asyncio.get_running_loop().create_future()
        return self.last

    def publish(self, text: str) -> None:
        if self.last is not None and not self.last.done():
            self.last.set_result(text)


async def listen(queue: "asyncio.Queue[str]") -> str:
    return (await queue.get()).upper()


async def main() -> None:
    room = Room()
    queue = room.join("ada")
    await room.say("ada", "hello")
    print(await listen(queue))
    pending = room.next_text()
    room.publish("breaking")
    print(await pending)
    handlers = {"listen": listen}
    await room.say("ada", "again")
    print(await handlers["listen"](queue))


if __name__ == "__main__":
    asyncio.run(main())
