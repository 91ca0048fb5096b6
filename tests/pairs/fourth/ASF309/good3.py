"""anyio service: return await inside scopes, coroutine returned after the scope."""
from contextlib import nullcontext, suppress

import anyio


class Meter:
    def __init__(self, host: str) -> None:
        self.host = host
        self.cache: dict[str, float] = {}

    async def _ask(self, what: str) -> float:
        await anyio.sleep(0.1)
        return float(len(what))

    async def read(self, what: str) -> float:
        with anyio.move_on_after(2):
            return await self._ask(what)
        return 0.0

    def read_later(self, what: str):
        with suppress(KeyError):
            print("last value", self.cache[what])
        return self._ask(what)

    async def read_optional(self, what: str, limiter: anyio.CapacityLimiter | None) -> float:
        async with limiter or nullcontext():
            value = await self._ask(what)
            return value

    async def read_known(self, what: str) -> float:
        try:
            known = self.cache[what]
        except KeyError:
            return await self._ask(what)
        return known


async def main() -> None:
    meter = Meter("10.0.0.3")
    print(await meter.read("volt"), await meter.read_later("ampere"))
    print(await meter.read_optional("watt", None), await meter.read_known("ohm"))


if __name__ == "__main__":
    anyio.run(main)
