"""Async clean-up with flags instead of jumps, and jumps in except and else."""
import asyncio
from contextlib import asynccontextmanager


class Connection:
    def __init__(self, host: str) -> None:
        self.host = host
        self.open = False

    async def connect(self) -> None:
        await asyncio.sleep(0.1)
        self.open = True

    def close(self) -> None:
        self.open = False


@asynccontextmanager
async def connected(host: str):
    connection = Connection(host)
    try:
        await connection.connect()
        yield connection
    finally:
        connection.close()


async def reach(hosts: list[str]) -> str | None:
    reached = None
    for host in hosts:
        try:
            async with connected(host) as connection:
                await asyncio.sleep(0)
        except ConnectionError:
            continue
        else:
            if connection.host:
                reached = connection.host
                break
        finally:
            state = "reached" if reached else "tried"
            print(state, host)
            while state:
                state = state[:-1]
                if state == "t":
                    break
    return reached


if __name__ == "__main__":
    print(asyncio.run(reach(["a.example", "b.example"])))
