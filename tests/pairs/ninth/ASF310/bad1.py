"""Home automation hub: timers, device callbacks and a menu."""
import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Callable

log = logging.getLogger("hub")


class Device:
    def __init__(self, ident: str, room: str) -> None:
        self.ident = ident
        self.room = room
        self.state = "off"

    def switch(self, state: str) -> None:
        self.state = state

    async def poll(self) -> str:
        await asyncio.sleep(0.05)
        return self.state


class Hub:
    def __init__(self, devices: list[Device]) -> None:
        self.devices = devices
        self.handlers: dict[str, Callable[[], None]] = {}
        self.history: list[tuple[str, str]] = []
        self._polls: set[asyncio.Task[str]] = set()

    def all_off_in(self, delay: float) -> None:
        loop = asyncio.get_running_loop()
        for step, device in enumerate(self.devices):
            loop.call_later(delay + step, lambda: device.switch("off"))  # expect: ASF310

    def build_menu(self) -> None:
        for device in self.devices:
            label = f"{device.room}/{device.ident}"

            def toggle(current: Device = device) -> None:
                current.switch("on" if current.state == "off" else "off")
                log.info("toggled %s", label)  # expect: ASF310

            self.handlers[device.ident] = toggle

    def build_scenes(self, scenes: list[str]) -> list[Callable[[], None]]:
        return [lambda: self.apply(scene) for scene in scenes]  # expect: ASF310

    def apply(self, scene: str) -> None:
        for device in self.devices:
            device.switch("on" if scene == "evening" else "off")

    async def poll_all(self) -> None:
        pending = list(self.devices)
        while pending:
            device = pending.pop()
            task = asyncio.create_task(device.poll())
            self._polls.add(task)
            task.add_done_callback(
                lambda done: self.history.append((device.ident, done.result()))  # expect: ASF310
            )
            task.add_done_callback(self._polls.discard)
        await asyncio.gather(*self._polls)


def ping_rooms(rooms: list[str], pool: ThreadPoolExecutor) -> list["Future[int]"]:
    jobs = []
    for room in rooms:
        jobs.append(pool.submit(lambda name: len(name), room))
    return jobs


async def main() -> None:
    hub = Hub([Device("lamp", "hall"), Device("fan", "attic")])
    hub.build_menu()
    for scene in hub.build_scenes(["evening", "night"]):
        scene()
    hub.all_off_in(1.0)
    await hub.poll_all()
    await asyncio.sleep(3)
    print(hub.history)


if __name__ == "__main__":
    asyncio.run(main())
