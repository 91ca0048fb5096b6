import asyncio


class Resolver:
    def __init__(self, servers: list[str]) -> None:
        self.servers = servers
        self.late: set[asyncio.Task[str]] = set()

    async def query(self, server: str, name: str) -> str:
        await asyncio.sleep(len(server) / 100)
        return f"{server}/{name}"

    def spawn(self, name: str) -> set[asyncio.Task[str]]:
        return {asyncio.create_task(self.query(server, name)) for server in self.servers}

    async def fastest(self, name: str) -> str:
        done, pending = await asyncio.wait(self.spawn(name), return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return done.pop().result()

    async def keep_rest(self, name: str) -> str:
        done, pending = await asyncio.wait(self.spawn(name), return_when=asyncio.FIRST_COMPLETED)
        self.late |= pending
        return done.pop().result()

    async def stream(self, name: str) -> list[str]:
        tasks = self.spawn(name)
        answers = []
        while tasks:
            done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            answers += [task.result() for task in done]
        return answers

    async def cancel_all(self, name: str, seconds: float) -> list[str]:
        tasks = self.spawn(name)
        try:
            done, _ = await asyncio.wait(tasks, timeout=seconds)
            return [task.result() for task in done]
        finally:
            for task in tasks:
                task.cancel()

    async def everything(self, name: str) -> list[str]:
        done, _ = await asyncio.wait(self.spawn(name))
        return [task.result() for task in done]

    async def close(self) -> None:
        for task in self.late:
            task.cancel()
        await asyncio.gather(*self.late, return_exceptions=True)
