import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class Host:
    name: str
    port: int


async def probe(host: Host) -> tuple[str, bool]:
    try:
        _, writer = await asyncio.open_connection(host.name, host.port)
    except OSError:
        return host.name, False
    writer.close()
    return host.name, True


class HealthCheck:
    def __init__(self, hosts: list[Host]) -> None:
        self.hosts = hosts

    async def run(self) -> dict[str, bool]:
        done, _ = await asyncio.wait([probe(host) for host in self.hosts])  # expect: ASF317
        return dict(task.result() for task in done)

    async def both(self, left: Host, right: Host) -> list[bool]:
        done, _ = await asyncio.wait({probe(left), probe(right)})  # expect: ASF317
        return [task.result()[1] for task in done]


if __name__ == "__main__":
    check = HealthCheck([Host("a.internal", 80), Host("b.internal", 443)])
    print(asyncio.run(check.run()))
