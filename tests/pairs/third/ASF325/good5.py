"""Build server with the present signatures of the asyncio calls."""
import asyncio
import sys


class Supervisor:
    def __init__(self, limit: int) -> None:
        self.slots = asyncio.Semaphore(limit)
        self.lines: asyncio.Queue[str] = asyncio.Queue(1000)

    async def compile(self, source: str) -> int:
        async with self.slots:
            process = await asyncio.create_subprocess_exec(sys.executable, "-m", "py_compile", source)
            return await asyncio.wait_for(process.wait(), timeout=60)

    async def all(self, sources: list[str]) -> list[int]:
        jobs = [asyncio.create_task(self.compile(source)) for source in sources]
        return [await job for job in asyncio.as_completed(jobs)]

    async def serve(self, port: int) -> None:
        server = await asyncio.start_server(self.client, "localhost", port)
        async with server:
            await server.serve_forever()

    async def client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        source = (await reader.readline()).decode().strip()
        task = asyncio.create_task(self.compile(source))
        code = await asyncio.shield(task)
        writer.write(f"{code}\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()


async def main(sources: list[str]) -> None:
    supervisor = Supervisor(4)
    print(await supervisor.all(sources))
    await supervisor.serve(7000)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
