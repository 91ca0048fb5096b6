from asyncio import Semaphore, gather, open_connection, run


class Sweep:
    def __init__(self, host: str, limit: int) -> None:
        self.host = host
        self.slots = Semaphore(limit)
        self.open_ports: list[int] = []

    async def check(self, port: int) -> bool:
        async with self.slots:
            _, writer = await open_connection(self.host, port)
            writer.close()
        self.open_ports.append(port)
        return True

    async def run(self, ports: range) -> int:
        pending = [self.check(port) for port in ports]
        results = await gather(*pending, return_exceptions=False)  # expect: ASF411
        return sum(results)


async def compare(left: Sweep, right: Sweep) -> bool:
    a, b = await gather(left.run(range(1, 1024)), right.run(range(1, 1024)))  # expect: ASF411
    return a == b


if __name__ == "__main__":
    print(run(compare(Sweep("10.0.0.1", 50), Sweep("10.0.0.2", 50))))
