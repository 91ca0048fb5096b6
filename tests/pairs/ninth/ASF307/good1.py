"""Camera control service."""
import asyncio
import atexit
import contextlib
import functools
import logging
import signal
import threading

log = logging.getLogger("camera")


class Camera:
    def __init__(self, ident: str) -> None:
        self.ident = ident
        self._recover: set[asyncio.Task[None]] = set()

    async def shoot(self, exposure: float) -> str:
        await asyncio.sleep(exposure)
        return f"{self.ident}.raw"

    async def recover(self) -> None:
        await asyncio.sleep(1)

    def close(self) -> None:
        log.info("%s closed", self.ident)

    def recover_soon(self) -> None:
        task = asyncio.ensure_future(self.recover())
        self._recover.add(task)
        task.add_done_callback(self._recover.discard)


class Rig:
    def __init__(self, cameras: list[Camera]) -> None:
        self.cameras = cameras
        self.stop = asyncio.Event()

    def _drive(self, camera: Camera) -> None:
        print(asyncio.run(camera.shoot(0.1)))

    def test_in_thread(self, camera: Camera) -> threading.Thread:
        thread = threading.Thread(target=self._drive, args=(camera,), daemon=True)
        thread.start()
        return thread

    async def shoot_all(self, exposure: float) -> list[str]:
        shoot = functools.partial(Camera.shoot, exposure=exposure)
        return await asyncio.gather(*map(shoot, self.cameras))

    async def shoot_in_turn(self) -> list[str]:
        names = []
        for coro in map(lambda cam: cam.shoot(0.2), self.cameras):
            names.append(await coro)
        return sorted(names, key=str.lower)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.stop.set)
        for camera in self.cameras:
            loop.call_later(60, camera.recover_soon)
        async with contextlib.AsyncExitStack() as stack:
            for camera in self.cameras:
                stack.push_async_callback(camera.recover)
                stack.callback(camera.close)
            print(await self.shoot_all(0.5), await self.shoot_in_turn())
            await self.stop.wait()


async def amain() -> None:
    rig = Rig([Camera("a"), Camera("b")])
    checker = rig.test_in_thread(rig.cameras[0])
    await rig.run()
    log.debug("checker alive: %s", checker.is_alive())


if __name__ == "__main__":
    atexit.register(logging.shutdown)
    asyncio.run(amain())
