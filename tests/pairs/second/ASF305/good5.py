import functools

import anyio
import trio


async def serve(port: int) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.serve_tcp, _echo, port)


async def _echo(stream: trio.SocketStream) -> None:
    async for data in stream:
        await stream.send_all(data)


async def entry_points() -> dict[str, object]:
    await trio.lowlevel.checkpoint()
    return {
        "echo": functools.partial(trio.run, serve, 7777),
        "idle": lambda: anyio.run(anyio.sleep, 60),
    }


def main() -> None:
    trio.run(serve, 7777)


if __name__ == "__main__":
    main()
