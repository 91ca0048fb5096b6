"""Trio health checker with a verdict for each host."""
import trio


class Verdicts:
    def __init__(self):
        self.by_host = {}

    def record(self, host, value):
        self.by_host[host] = value


async def check(host, verdicts):
    verdict = "down"
    try:
        stream = await trio.open_tcp_stream(host, 80)
        async with stream:
            verdict = "up"
    except OSError:
        verdict = "refused"
    finally:
        verdicts.record(host, verdict)
        return verdict  # expect: ASF404


async def rounds(host, verdicts, count):
    number = 0
    while number < count:
        number += 1
        try:
            await check(host, verdicts)
            await trio.sleep(1)
        finally:
            if number % 2:
                continue  # expect: ASF404
        print("round", number)


async def main():
    verdicts = Verdicts()
    async with trio.open_nursery() as nursery:
        for host in ("a.example", "b.example"):
            nursery.start_soon(rounds, host, verdicts, 3)
    print(verdicts.by_host)


if __name__ == "__main__":
    trio.run(main)
