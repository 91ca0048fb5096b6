"""Task results, cached tasks and awaitable wrappers compared and formatted."""
import asyncio
import functools


class Value:
    """Awaitable and truthy: an object of its own, not a coroutine."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __await__(self):
        return self._get().__await__()

    def __bool__(self) -> bool:
        return bool(self.name)

    async def _get(self) -> str:
        await asyncio.sleep(0)
        return self.name


def value(name: str) -> Value:
    return Value(name)


def synced(func):
    @functools.wraps(func)
    def wrapper(*args):
        return asyncio.run(func(*args))

    return wrapper


@synced
async def total(*numbers: int) -> int:
    await asyncio.sleep(0)
    return sum(numbers)


async def main() -> str:
    item = value("x")
    if not item:
        return "empty"
    task = asyncio.create_task(item._get())
    label = f"{item.name} {task.get_name()}"
    print(str(task), task == task, task.done())
    return label + await task + await item


if __name__ == "__main__":
    print(total(1, 2) + 3, f"{total(4, 5)}")
    print(asyncio.run(main()))
