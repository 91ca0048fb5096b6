"""Uploader that reports a status whatever happens."""
import asyncio
import logging

import aiohttp

logger = logging.getLogger(__name__)


class Uploader:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def upload(self, name: str, body: bytes) -> bool:
        ok = False
        try:
            async with self.session.put(f"{self.url}/{name}", data=body) as answer:
                ok = answer.status == 201
        finally:
            logger.info("%s: %s", name, ok)
            return ok  # expect: ASF404

    async def upload_all(self, files: dict[str, bytes]) -> int:
        count = 0
        for name, body in files.items():
            try:
                if await self.upload(name, body):
                    count += 1
            finally:
                if count > 100:
                    break  # expect: ASF404
        return count


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        uploader = Uploader(session, "https://files.example.org")
        print(await uploader.upload_all({"a": b"1", "b": b"2"}))


if __name__ == "__main__":
    asyncio.run(main())
