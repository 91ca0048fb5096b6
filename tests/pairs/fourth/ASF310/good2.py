"""Closures that are used up within their own iteration."""
import asyncio


class Batches:
    def __init__(self, rows: list[list[int]]) -> None:
        self.rows = rows

    async def totals(self) -> list[int]:
        loop = asyncio.get_running_loop()
        out = []
        for row in self.rows:
            out.append(await loop.run_in_executor(None, lambda: sum(row)))
            out.append(await asyncio.to_thread(lambda: max(row)))
        return out

    def ordered(self, weights: dict[int, int]) -> list[list[int]]:
        result = []
        for row in self.rows:
            offset = len(row)
            result.append(sorted(row, key=lambda n: weights.get(n, offset)))
        return result

    async def each(self) -> list[int]:
        found = []
        for row in self.rows:

            async def one(n: int) -> int:
                await asyncio.sleep(0)
                return n + len(row)

            found.extend(await asyncio.gather(*(one(n) for n in row)))
        return found

    def first(self, limit: int):
        for row in self.rows:
            if len(row) > limit:
                return lambda: row[limit]
        return None


async def main() -> None:
    batches = Batches([[3, 1], [2, 5, 4]])
    print(await batches.totals(), await batches.each(), batches.ordered({1: 9}))


if __name__ == "__main__":
    asyncio.run(main())
