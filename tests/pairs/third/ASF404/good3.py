"""Trio health checker whose verdict leaves by way of the else branch."""
import trio


class Verdicts:
    def __init__(self) -> None:
        self.by_host: dict[str, str] = {}

    def record(self, host: str, value: str) -> None:
        self.by_host[host] = value


async def check(host: str, verdicts: Verdicts) -> str:
    verdict = "down"
    try:
        stream = await trio.open_tcp_stream(host, 80)
        async with stream:
            verdict = "up"
            return verdict
    except OSError:
        verdict = "refused"
        return verdict
    finally:
        verdicts.record(host, verdict)


async def rounds(host: str, verdicts: Verdicts, count: int) -> None:
    for number in range(count):
        try:
            if await check(host, verdicts) == "up":
                continue
            await trio.sleep(1)
        finally:
            print("round", number)


async def main() -> None:
    verdicts = Verdicts()
    async with trio.open_nursery() as nursery:
        for host in ("a.example", "b.example"):
            nursery.start_soon(rounds, host, verdicts, 3)
    print(verdicts.by_host)


if __name__ == "__main__":
    trio.run(main)
