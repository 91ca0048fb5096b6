"""Race for the nearest game server."""
import asyncio
import logging
import random
from asyncio import FIRST_COMPLETED

log = logging.getLogger("lobby")


class Server:
    def __init__(self, region: str) -> None:
        self.region = region
        self.players = 0

    async def ping(self) -> float:
        delay = random.random() / 10
        await asyncio.sleep(delay)
        if delay > 0.09:
            raise ConnectionError(self.region)
        return delay

    async def join(self, player: str) -> str:
        await self.ping()
        self.players += 1
        return f"{player}@{self.region}"


class Lobby:
    def __init__(self, servers: list[Server]) -> None:
        self.servers = servers
        self.quit = asyncio.Event()

    async def fastest(self) -> float:
        pings = [asyncio.create_task(s.ping()) for s in self.servers]
        done, pending = await asyncio.wait(pings, return_when=FIRST_COMPLETED)  # expect: ASF408
        log.debug("%d servers did not answer yet", len(pending))
        return min(task.result() for task in done)

    async def answers_within(self, limit: float) -> list[float]:
        answers: list[float] = []
        options = {"timeout": limit}
        pings = {asyncio.ensure_future(s.ping()) for s in self.servers}
        for task in (await asyncio.wait(pings, **options))[0]:  # expect: ASF408
            if task.exception() is None:
                answers.append(task.result())
        return answers

    async def join_or_quit(self, player: str) -> str | None:
        joining = asyncio.create_task(self.servers[0].join(player))
        quitting = asyncio.create_task(self.quit.wait())
        done, _ = await asyncio.wait({joining, quitting}, return_when="FIRST_COMPLETED")  # expect: ASF408
        match joining in done:
            case True:
                return joining.result()
            case _:
                log.info("%s left the lobby", player)
                return None

    async def all_or_error(self) -> int:
        waiter = asyncio.wait
        tasks = [asyncio.create_task(s.ping()) for s in self.servers]
        done, rest = await waiter(tasks, return_when=asyncio.FIRST_EXCEPTION)  # expect: ASF408
        for task in done:
            if (error := task.exception()) is not None:
                raise RuntimeError(f"{len(rest)} pings unfinished") from error
        return len(done)


async def main() -> None:
    lobby = Lobby([Server("eu"), Server("us"), Server("asia")])
    try:
        print(await lobby.fastest(), await lobby.answers_within(0.05))
        print(await lobby.join_or_quit("zoe"), await lobby.all_or_error())
    except (ConnectionError, RuntimeError):
        log.exception("no server")


if __name__ == "__main__":
    asyncio.run(main())
