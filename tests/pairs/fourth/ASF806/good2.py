"""dict.fromkeys with values that cannot change, and other uses of the star."""
import asyncio
import enum
from decimal import Decimal


class State(enum.Enum):
    NEW = 1
    DONE = 2


class Jobs:
    DEFAULTS = dict.fromkeys(("retries", "delay"), 0)

    def __init__(self, names: list[str]) -> None:
        self.states = dict.fromkeys(names, State.NEW)
        self.prices = dict.fromkeys(names, Decimal(0))
        self.tags = dict.fromkeys(names, frozenset())
        self.owners: dict[str, str | None] = dict.fromkeys(names)
        self.unique = list(dict.fromkeys(names + names))
        self.locks = {name: asyncio.Lock() for name in names}

    async def finish(self, name: str) -> State:
        async with self.locks[name]:
            await asyncio.sleep(0)
            self.states[name] = State.DONE
        return self.states[name]

    def area(self, sides: list[int]) -> int:
        return sides[0] * sides[1]

    def columns(self) -> str:
        placeholders = ", ".join(["%s"] * len(self.states))
        return f"values ({placeholders})"


async def main() -> None:
    jobs = Jobs(["a", "b"])
    print(await jobs.finish("a"), jobs.columns(), jobs.area([2, 3]))


if __name__ == "__main__":
    asyncio.run(main())
