"""Host monitor that starts one probe task for each host."""
import asyncio
from dataclasses import dataclass


@dataclass
class Host:
    name: str
    port: int


class Monitor:
    def __init__(self, hosts: list[Host]) -> None:
        self.hosts = hosts
        self.states: dict[str, bool] = {}

    async def reachable(self, host: Host) -> bool:
        try:
            _, writer = await asyncio.open_connection(host.name, host.port)
        except OSError:
            return False
        writer.close()
        await writer.wait_closed()
        return True

    async def run(self) -> None:
        tasks = []
        for host in self.hosts:
            async def probe() -> None:
                result = await self.reachable(host)  # expect: ASF310
                print("probed", result)

            tasks.append(asyncio.create_task(probe()))
        await asyncio.gather(*tasks)

    def remind(self, loop: asyncio.AbstractEventLoop) -> None:
        for delay, host in enumerate(self.hosts):
            loop.call_later(delay, lambda: print("check", host.name))  # expect: ASF310


async def main() -> None:
    monitor = Monitor([Host("localhost", 80), Host("localhost", 443)])
    monitor.remind(asyncio.get_running_loop())
    await monitor.run()


if __name__ == "__main__":
    asyncio.run(main())
