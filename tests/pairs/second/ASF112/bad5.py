import asyncio
import socket
from pathlib import Path


class SyslogSink:
    def __init__(self, target: Path) -> None:
        self._target = target
        self._sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._sock.setblocking(False)

    def _on_readable(self) -> None:
        try:
            data = self._sock.recv(2048)
        except BlockingIOError:
            return
        with self._target.open("ab") as fh:
            fh.write(data + b"\n")

    async def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._sock.bind(("127.0.0.1", 5514))
        loop.add_reader(self._sock.fileno(), self._on_readable)  # expect: ASF112

    async def stop(self) -> None:
        asyncio.get_running_loop().remove_reader(self._sock.fileno())
        self._sock.close()
