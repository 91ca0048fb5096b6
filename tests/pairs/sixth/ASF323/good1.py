import anyio
from anyio.abc import TaskGroup, TaskStatus


class Service:
    def __init__(self) -> None:
        self.count = 0

    async def tick(self, period: float) -> None:
        while True:
            await anyio.sleep(period)
            self.count += 1

    async def serve(self, *, task_status: TaskStatus[int] = anyio.TASK_STATUS_IGNORED) -> None:
        task_status.started(8080)
        await self.tick(0.5)


async def ticking(service: Service) -> int:
    async with anyio.create_task_group() as group:
        group.start_soon(service.tick, 0.1)
        await anyio.sleep(1)
        group.cancel_scope.cancel()
    return service.count


async def many(service: Service, periods: list[float]) -> None:
    with anyio.move_on_after(3):
        async with anyio.create_task_group() as group:
            for period in periods:
                group.start_soon(service.tick, period)


async def two(service: Service) -> None:
    with anyio.move_on_after(3):
        async with anyio.create_task_group() as group:
            group.start_soon(service.tick, 0.1)
            group.start_soon(service.tick, 0.2)


async def started(service: Service) -> int:
    async with anyio.create_task_group() as group:
        port = await group.start(service.serve)
        group.cancel_scope.cancel()
    return port


async def spawn(group: TaskGroup, depth: int) -> None:
    if depth:
        group.start_soon(spawn, group, depth - 1)
    await anyio.sleep(0)


async def tree() -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(spawn, group, 3)
