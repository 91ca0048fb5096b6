"""Camera hub: frames streamed from an async generator and a trio loop under thread locks."""
from __future__ import annotations

import threading
from typing import AsyncIterator

import trio

_registry_lock = threading.Lock()
_state = threading.Condition()
_cameras: dict[str, "Camera"] = {}


class Camera:
    def __init__(self, name: str) -> None:
        self.name = name

    async def frames(self, count: int) -> AsyncIterator[bytes]:
        for n in range(count):
            await trio.sleep(0.04)
            yield b"frame %d" % n

    async def open(self) -> None:
        await trio.sleep(0.1)


async def register(name: str) -> Camera:
    camera = Camera(name)
    with _registry_lock:  # expect: ASF201
        await camera.open()
        _cameras[name] = camera
    return camera


async def mirror(camera: Camera, send: trio.MemorySendChannel) -> None:
    with _state:  # expect: ASF201
        async for frame in camera.frames(3):
            await send.send(frame)


async def names() -> AsyncIterator[str]:
    with _registry_lock:  # expect: ASF201
        for name in sorted(_cameras):
            yield name
