import asyncio
import subprocess


class UdevMonitor:
    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.devices: list[str] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self.fd, self._on_readable)  # expect: ASF112

    def _on_readable(self) -> None:
        self._rescan()

    def _rescan(self) -> None:
        self.devices = self._list_devices()

    def _list_devices(self) -> list[str]:
        listing = subprocess.run(["lsblk", "-no", "NAME"], capture_output=True, text=True)
        return listing.stdout.split()
