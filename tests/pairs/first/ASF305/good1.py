import argparse
import asyncio

import anyio
import trio


async def serve(port: int) -> None:
    server = await asyncio.start_server(lambda r, w: w.close(), port=port)
    async with server:
        await server.serve_forever()


async def serve_trio(port: int) -> None:
    await trio.serve_tcp(lambda stream: stream.aclose(), port)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--backend", default="asyncio")
    args = parser.parse_args(argv)
    match args.backend:
        case "asyncio":
            asyncio.run(serve(8000))
        case "trio":
            trio.run(serve_trio, 8000)
        case other:
            anyio.run(anyio.sleep, 0, backend=other)


if __name__ == "__main__":
    main()
