import asyncio

READY = asyncio.Queue(maxsize=5)  # expect: ASF319


async def produce(names: list[str]) -> None:
    for name in names:
        await READY.put(name)
    await READY.put("")


async def consume() -> list[str]:
    seen = []
    while name := await READY.get():
        seen.append(name)
    return seen


async def first_pass() -> list[str]:
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(["a", "b"]))
        result = group.create_task(consume())
    return result.result()


async def second_pass() -> int:
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(list("qwerty")))
        result = group.create_task(consume())
    return len(result.result())


def main() -> None:
    print(asyncio.run(first_pass()))
    print(asyncio.run(second_pass()))


if __name__ == "__main__":
    main()
