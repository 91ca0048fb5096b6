"""Multi-resolver DNS prober."""
import asyncio
import logging
import random
from asyncio import FIRST_COMPLETED, wait
from dataclasses import dataclass

log = logging.getLogger("prober")


@dataclass(frozen=True)
class Answer:
    server: str
    millis: float


class Resolver:
    def __init__(self, server: str) -> None:
        self.server = server

    async def query(self, name: str) -> Answer:
        delay = random.random() / 20
        await asyncio.sleep(delay)
        if not name:
            raise ValueError("empty name")
        return Answer(self.server, delay * 1000)

    async def warm(self) -> Answer:
        return await self.query("warm.local")


class Prober:
    def __init__(self, servers: list[str]) -> None:
        self.resolvers = {server: Resolver(server) for server in servers}
        self.answers: list[Answer] = []

    def _keep(self, done: "set[asyncio.Task[Answer]]") -> None:
        for task in done:
            if (exc := task.exception()) is not None:
                log.error("query failed: %r", exc)
            else:
                self.answers.append(task.result())

    async def everyone(self, name: str) -> None:
        done, _ = await asyncio.wait([r.query(name) for r in self.resolvers.values()])  # expect: ASF317
        self._keep(done)

    async def fastest(self, name: str) -> Answer:
        race = set()
        for resolver in self.resolvers.values():
            race.add(resolver.query(name))
        done, losers = await wait(race, return_when=FIRST_COMPLETED)  # expect: ASF317
        for task in losers:
            task.cancel()
        await asyncio.gather(*losers, return_exceptions=True)
        return done.pop().result()

    async def compare(self, one: str, two: str, name: str) -> None:
        first, second = self.resolvers[one], self.resolvers[two]
        done, _ = await asyncio.wait({first.query(name), second.warm()})  # expect: ASF317
        self._keep(done)

    async def warm_up(self) -> None:
        warm = Resolver.warm
        finished, _ = await asyncio.wait(tuple(map(warm, self.resolvers.values())))  # expect: ASF317
        self._keep(finished)


async def main() -> None:
    prober = Prober(["1.1.1.1", "9.9.9.9"])
    await prober.warm_up()
    await prober.everyone("example.org")
    print(await prober.fastest("example.org"))
    await prober.compare("1.1.1.1", "9.9.9.9", "example.com")
    print(prober.answers)


if __name__ == "__main__":
    asyncio.run(main())
