"""Mirror chooser that takes the first answer."""
import asyncio
from asyncio import FIRST_COMPLETED, wait


async def latency(host: str) -> tuple[float, str]:
    loop = asyncio.get_running_loop()
    start = loop.time()
    _, writer = await asyncio.open_connection(host, 443)
    writer.close()
    await writer.wait_closed()
    return loop.time() - start, host


class Chooser:
    def __init__(self, hosts: list[str]) -> None:
        self.hosts = hosts

    async def fastest(self) -> str:
        probes = [latency(host) for host in self.hosts]
        done, pending = await wait(probes, return_when=FIRST_COMPLETED)  # expect: ASF317
        for task in pending:
            task.cancel()
        return min(task.result() for task in done)[1]

    async def within(self, seconds: float) -> list[str]:
        probes = set()
        for host in self.hosts:
            probes.add(latency(host))
        done, pending = await wait(probes, timeout=seconds)  # expect: ASF317
        for task in pending:
            task.cancel()
        return [task.result()[1] for task in done]


if __name__ == "__main__":
    print(asyncio.run(Chooser(["a.example", "b.example"]).fastest()))
