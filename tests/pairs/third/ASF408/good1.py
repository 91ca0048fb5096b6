"""Resolver that cancels the name servers it no longer needs."""
import asyncio


class Resolver:
    def __init__(self, servers: list[str]) -> None:
        self.servers = servers

    async def ask(self, server: str, name: str) -> str:
        await asyncio.sleep(len(server) / 100)
        return f"{name}@{server}"

    async def first(self, name: str) -> str:
        tasks = [asyncio.create_task(self.ask(server, name)) for server in self.servers]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return done.pop().result()

    async def within(self, name: str, seconds: float) -> list[str]:
        tasks = [asyncio.create_task(self.ask(server, name)) for server in self.servers]
        done, late = await asyncio.wait(tasks, timeout=seconds)
        slow = await asyncio.gather(*late)
        return [task.result() for task in done] + slow

    async def race(self, name: str) -> str:
        left = asyncio.create_task(self.ask("left", name))
        right = asyncio.create_task(self.ask("right", name))
        try:
            await asyncio.wait({left, right}, return_when=asyncio.FIRST_COMPLETED)
            return left.result() if left.done() else right.result()
        finally:
            left.cancel()
            right.cancel()


async def main() -> None:
    resolver = Resolver(["10.0.0.1", "10.0.0.2"])
    print(await resolver.first("a"), await resolver.within("b", 2), await resolver.race("c"))


if __name__ == "__main__":
    asyncio.run(main())
