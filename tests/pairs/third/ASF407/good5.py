"""Device hub that hands its parking tasks to a supervisor."""
import asyncio


class Supervisor:
    def __init__(self) -> None:
        self.tasks: list[asyncio.Task[str]] = []

    def spawn(self, coro) -> "asyncio.Task[str]":
        task = asyncio.create_task(coro)
        self.tasks.append(task)
        return task

    async def join(self) -> list[str]:
        return await asyncio.gather(*self.tasks)


class Stepper:
    def __init__(self, name: str) -> None:
        self.name = name

    async def park(self) -> str:
        await asyncio.sleep(0.05)
        return f"{self.name} parked"


class Hub:
    def __init__(self, supervisor: Supervisor) -> None:
        self.supervisor = supervisor

    async def park(self, motor: Stepper) -> str:
        return await asyncio.shield(self.supervisor.spawn(motor.park()))

    async def park_in_turn(self, motors: list[Stepper]) -> list[str]:
        tasks = [asyncio.create_task(motor.park()) for motor in motors]
        return [await asyncio.shield(task) for task in tasks]


async def main() -> None:
    supervisor = Supervisor()
    hub = Hub(supervisor)
    print(await hub.park(Stepper("x")), await hub.park_in_turn([Stepper("y"), Stepper("z")]))
    print(await supervisor.join())


if __name__ == "__main__":
    asyncio.run(main())
