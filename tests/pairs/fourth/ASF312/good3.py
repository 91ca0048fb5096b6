"""Lists of coroutines that go through gather, and names rebound to coroutine functions."""
import asyncio
import operator
from unittest.mock import AsyncMock


async def grade(name: str) -> int:
    await asyncio.sleep(0)
    return len(name)


def grade_locally(name: str) -> int:
    return len(name) * 2


def pick(remote: bool):
    return grade if remote else AsyncMock(return_value=1)


class Exam:
    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.pending = [grade(n) for n in names]
        self.grade = grade

    def best(self, marks: list[int]) -> int:
        return max(marks)

    async def run(self) -> int:
        marks = await asyncio.gather(*self.pending)
        extra = await asyncio.gather(*map(self.grade, self.names))
        return self.best(list(map(operator.add, marks, extra)))


async def main() -> None:
    exam = Exam(["ann", "bob"])
    print(await exam.run(), await pick(True)("x"), await pick(False)("y"))
    jobs = [grade("c"), grade("d")]
    print([await job for job in jobs], grade_locally("z"))
    handler = grade_locally
    print(handler("q"))
    handler = grade
    print(await handler("q"))


if __name__ == "__main__":
    asyncio.run(main())
