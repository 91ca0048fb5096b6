import anyio

STOCK: dict[str, int] = {"apple": 10, "pear": 4}


async def log_sale(item: str, count: int) -> None:
    async with await anyio.open_file("sales.log", "a") as handle:
        await handle.write(f"{item} {count}\n")


class Till:
    def __init__(self, name: str) -> None:
        self.name = name

    def remaining(self, item: str, count: int) -> int:
        return STOCK[item] - count

    async def sell(self, item: str, count: int) -> int:
        left = self.remaining(item, count)
        await log_sale(item, count)
        STOCK[item] = left  # expect: ASF501
        return left


def make_counter():
    total = 0

    async def add(amount: int) -> int:
        nonlocal total
        new_total = total + amount
        await anyio.sleep(0.1)
        total = new_total  # expect: ASF501
        return total

    return add


async def main() -> None:
    add = make_counter()
    async with anyio.create_task_group() as group:
        for till in (Till("a"), Till("b")):
            group.start_soon(till.sell, "apple", 2)
            group.start_soon(add, 5)
    print(STOCK)


anyio.run(main)
