"""Alarm clock: loop callbacks, done callbacks and a handler table built in loops."""
import asyncio
from typing import Callable


class Alarms:
    def __init__(self) -> None:
        self.handlers: dict[str, Callable[[], None]] = {}
        self.rung: list[str] = []

    def ring(self, name: str) -> None:
        self.rung.append(name)
        print("ring", name)

    def schedule(self, alarms: list[tuple[str, float]]) -> None:
        loop = asyncio.get_running_loop()
        for name, delay in alarms:
            loop.call_later(delay, lambda: self.ring(name))  # expect: ASF310

    def menu(self, names: list[str]) -> None:
        for index, name in enumerate(names):

            def press() -> None:
                self.ring(f"{index}")  # expect: ASF310

            self.handlers[name] = press

    async def watch(self, tasks: dict[str, asyncio.Task]) -> None:
        for name, task in tasks.items():
            task.add_done_callback(lambda _: print(name, "is done"))  # expect: ASF310
        await asyncio.gather(*tasks.values())


async def main() -> None:
    alarms = Alarms()
    alarms.schedule([("tea", 1), ("bus", 2)])
    alarms.menu(["a", "b"])
    await asyncio.sleep(3)
    alarms.handlers["a"]()


if __name__ == "__main__":
    asyncio.run(main())
