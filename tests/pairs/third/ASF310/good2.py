"""Host monitor whose closures are used up within their iteration."""
import asyncio
from dataclasses import dataclass


@dataclass
class Host:
    name: str
    port: int


class Monitor:
    def __init__(self, hosts: list[Host]) -> None:
        self.hosts = hosts

    async def reachable(self, host: Host) -> bool:
        await asyncio.sleep(0.01)
        return host.port > 0

    async def run(self) -> list[bool]:
        tasks = []
        for host in self.hosts:
            async def probe(host: Host = host) -> bool:
                return await self.reachable(host)

            tasks.append(asyncio.create_task(probe()))
        return await asyncio.gather(*tasks)

    async def one_by_one(self) -> list[bool]:
        results = []
        for host in self.hosts:
            async def probe() -> bool:
                return await self.reachable(host)

            results.append(await probe())
            length = await asyncio.to_thread(lambda: len(host.name))
            results.append(length > 3)
        return results

    def nearest(self, ports: list[int]) -> dict[str, int]:
        found = {}
        for host in self.hosts:
            found[host.name] = min(ports, key=lambda port: abs(port - host.port))
            found["even"] = sum(1 for port in filter(lambda p: p != host.port, ports))
        return found


async def main() -> None:
    monitor = Monitor([Host("localhost", 80), Host("::1", 443)])
    print(await monitor.run(), await monitor.one_by_one(), monitor.nearest([22, 81]))


if __name__ == "__main__":
    asyncio.run(main())
