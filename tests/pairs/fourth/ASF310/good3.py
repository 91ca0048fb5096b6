"""trio nursery loops: arguments are passed, closures capture only stable names."""
import trio


async def ping(host: str, results: dict[str, float]) -> None:
    begin = trio.current_time()
    await trio.sleep(0.1)
    results[host] = trio.current_time() - begin


async def ping_all(hosts: list[str]) -> dict[str, float]:
    results: dict[str, float] = {}
    async with trio.open_nursery() as nursery:
        for host in hosts:
            nursery.start_soon(ping, host, results)
    return results


async def count(rounds: int, label: str) -> int:
    done = 0

    async def step() -> None:
        await trio.sleep(0.01)
        print(label, "step of", rounds)

    async with trio.open_nursery() as nursery:
        for number in range(rounds):
            nursery.start_soon(step)
            done += number
    return done


def formatters(units: list[str]) -> list:
    out = []
    for unit in units:
        shown = [u.upper() for u in units if u != unit]
        out.append((lambda text: (lambda: text))(unit))
        print(shown, list(map(lambda u: u + unit, units)))
    return out


async def main() -> None:
    print(await ping_all(["a", "b"]), await count(3, "x"))
    print([f() for f in formatters(["V", "A"])])


if __name__ == "__main__":
    trio.run(main)
