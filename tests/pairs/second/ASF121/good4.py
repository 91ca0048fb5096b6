import os
from pathlib import Path


def secret(name: str) -> str:
    direct = os.environ.get(name)
    if direct:
        return direct
    # docker secrets live on tmpfs
    return Path("/run/secrets", name.lower()).read_text().strip()  # noqa: ASF104


class Database:
    def __init__(self, driver) -> None:
        self._driver = driver

    async def connect(self) -> None:
        await self._driver.connect(password=secret("DB_PASSWORD"))
