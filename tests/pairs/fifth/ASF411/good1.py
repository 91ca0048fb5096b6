"""A group cancels the others."""
import asyncio


async def both(left, right) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(left())
        group.create_task(right())


async def patient(left, right) -> None:
    results = await asyncio.gather(left(), right(), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
