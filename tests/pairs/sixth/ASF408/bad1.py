import asyncio


class Resolver:
    def __init__(self, servers: list[str]) -> None:
        self.servers = servers

    async def query(self, server: str, name: str) -> str:
        reader, writer = await asyncio.open_connection(server, 53)
        writer.write(name.encode())
        await writer.drain()
        answer = await reader.readline()
        writer.close()
        return answer.decode()

    async def fastest(self, name: str) -> str:
        tasks = [asyncio.create_task(self.query(server, name)) for server in self.servers]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # expect: ASF408
        return done.pop().result()

    async def within(self, name: str, seconds: float) -> list[str]:
        tasks = {asyncio.create_task(self.query(server, name)) for server in self.servers}
        done, _ = await asyncio.wait(tasks, timeout=seconds)  # expect: ASF408
        return sorted(task.result() for task in done)


if __name__ == "__main__":
    print(asyncio.run(Resolver(["10.0.0.1", "10.0.0.2"]).fastest("example.org")))
