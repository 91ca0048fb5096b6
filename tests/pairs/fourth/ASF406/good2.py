"""trio scopes with a nursery, an async for or a channel inside."""
from contextlib import contextmanager

import trio


async def work(name: str) -> None:
    await trio.sleep(0.5)
    print("worked", name)


async def spawn_all(names: list[str]) -> bool:
    with trio.move_on_after(2) as scope:
        async with trio.open_nursery() as nursery:
            for name in names:
                nursery.start_soon(work, name)
    return scope.cancelled_caught


async def drain(receive: trio.MemoryReceiveChannel) -> list[str]:
    lines = []
    with trio.fail_after(5):
        async for line in receive:
            lines.append(line)
    return lines


@contextmanager
def deadline(seconds: float):
    with trio.fail_after(seconds) as scope:
        yield scope


async def request(send: trio.MemorySendChannel, text: str) -> None:
    with deadline(2):
        await send.send(text)
    with trio.CancelScope(shield=True):
        await trio.sleep(0)


async def main() -> None:
    send, receive = trio.open_memory_channel(2)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(drain, receive)
        async with send:
            await request(send, "hello")
    print(await spawn_all(["a", "b"]))


if __name__ == "__main__":
    trio.run(main)
