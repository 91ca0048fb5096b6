import anyio

from .frames import FrameSource, merged
from .hub import Hub


async def tail(streams):
    sources = [FrameSource(s, idle=5) for s in streams]
    async with merged(sources) as lines:
        async for line in lines:
            print(line.decode())


async def main(host, port):
    async with await anyio.connect_tcp(host, port) as upstream:
        hub = Hub(upstream)
        async with anyio.create_task_group() as tg:
            bound = await tg.start(hub.serve, 9000)
            print("listening on", bound)
            tg.start_soon(hub.run)


if __name__ == "__main__":
    anyio.run(main, "feed.local", 8765)
