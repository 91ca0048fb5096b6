"""Batch geocoder with per-batch budgets (anyio)."""
import asyncio
import logging
from contextlib import ExitStack
from dataclasses import dataclass, field

import anyio

log = logging.getLogger("geo")


@dataclass
class Batch:
    name: str
    places: list[str]
    found: dict[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return len(self.found) == len(self.places)


class Geocoder:
    def __init__(self, limit: float) -> None:
        self.scope = anyio.move_on_after(limit)  # expect: ASF414
        self.requests = 0

    async def lookup(self, place: str) -> tuple[float, float]:
        self.requests += 1
        await anyio.sleep(0.05)
        return float(len(place)), 0.0

    async def prepare(self) -> None:
        await anyio.sleep(1)
        log.debug("tiles loaded")

    async def run(self, batch: Batch) -> bool:
        await self.prepare()
        with self.scope:
            for place in batch.places:
                batch.found[place] = await self.lookup(place)
        return batch.complete

    async def run_many(self, batches: list[Batch], each: float) -> int:
        budgets = [anyio.move_on_after(each) for _ in batches]  # expect: ASF414
        done = 0
        for batch, budget in zip(batches, budgets):
            with budget as scope:
                for place in batch.places:
                    batch.found[place] = await self.lookup(place)
                done += 1
            if scope.cancelled_caught:
                log.warning("%s ran out of time", batch.name)
        return done

    async def reverse(self, place: str) -> tuple[float, float] | None:
        limit, label = anyio.move_on_after(0.5, shield=False), place.title()  # expect: ASF414
        await self.prepare()
        with ExitStack() as stack:
            stack.enter_context(limit)
            return await self.lookup(label)
        return None


async def refresh(geocoder: Geocoder, places: list[str]) -> int:
    budget = asyncio.timeout(2)  # expect: ASF414
    await geocoder.prepare()
    try:
        async with budget:
            for place in places:
                await geocoder.lookup(place)
    except TimeoutError:
        log.info("refreshed in part")
    return geocoder.requests


async def main() -> None:
    geocoder = Geocoder(3.0)
    batch = Batch("north", ["oslo", "bergen"])
    print(await geocoder.run(batch))
    print(await geocoder.run_many([Batch("south", ["rome"])], 1.0))
    print(await geocoder.reverse("paris"), await refresh(geocoder, ["berlin"]))


if __name__ == "__main__":
    anyio.run(main)
