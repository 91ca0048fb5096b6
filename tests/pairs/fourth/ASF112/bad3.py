"""Serial gateway: reader callback on a blocking socket, files written in a timer."""
import asyncio
import json
import socket
from pathlib import Path


class Gateway:
    def __init__(self, address: tuple[str, int]) -> None:
        self.sock = socket.create_connection(address)
        self.frames: list[bytes] = []
        self.dump = Path("frames.json")

    def on_readable(self) -> None:
        self.frames.append(self.sock.recv(1024))

    def save(self) -> None:
        self.dump.write_text(json.dumps([f.hex() for f in self.frames]))

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.add_reader(self.sock.fileno(), self.on_readable)  # expect: ASF112
        loop.call_later(60, self.save)  # expect: ASF112

    def detach(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.remove_reader(self.sock.fileno())


async def serve(gateway: Gateway) -> None:
    loop = asyncio.get_running_loop()
    gateway.attach(loop)
    try:
        await asyncio.sleep(3600)
    finally:
        gateway.detach(loop)


if __name__ == "__main__":
    asyncio.run(serve(Gateway(("10.0.0.9", 9000))))
