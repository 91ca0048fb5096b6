import asyncio
from collections import deque


class Board:
    """Orders for the kitchen; several cooks wait on one bell."""

    def __init__(self) -> None:
        self.bell = asyncio.Event()
        self.orders: deque[str] = deque()

    def call(self, dish: str) -> None:
        self.orders.append(dish)
        self.bell.set()


class Cook:
    def __init__(self, name: str, board: Board) -> None:
        self.name = name
        self.board = board
        self.cooked: list[str] = []

    async def work(self) -> None:
        bell = self.board.bell
        while True:
            await bell.wait()
            bell.clear()  # expect: ASF604
            if self.board.orders:
                dish = self.board.orders.popleft()
                await asyncio.sleep(0.1)
                self.cooked.append(dish)


async def evening(dishes: list[str]) -> None:
    board = Board()
    cooks = [Cook(name, board) for name in ("lea", "max", "kim")]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(cook.work()) for cook in cooks]
        for dish in dishes:
            board.call(dish)
            await asyncio.sleep(1)
        for task in tasks:
            task.cancel()
