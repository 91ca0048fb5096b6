import asyncio
import contextlib
import threading
from typing import AsyncIterator

_CONFIG_LOCK = threading.Lock()
_CONFIG: dict[str, str] = {}


def set_option(name: str, value: str) -> None:
    with _CONFIG_LOCK:
        _CONFIG[name] = value


def set_options(**options: str) -> None:
    with _CONFIG_LOCK:
        for name, value in options.items():
            set_option(name, value)  # expect: ASF203


class Browser:
    def __init__(self, driver) -> None:
        self._driver = driver
        self._gate = asyncio.Semaphore(1)

    @contextlib.asynccontextmanager
    async def page(self) -> AsyncIterator[object]:
        async with self._gate:
            page = await self._driver.new_page()
            try:
                yield page
            finally:
                page.close()

    async def relogin(self, user: str) -> None:
        async with self._gate:
            await self._driver.clear_cookies()
            async with self.page() as page:  # expect: ASF203
                await self._driver.login(page, user)
