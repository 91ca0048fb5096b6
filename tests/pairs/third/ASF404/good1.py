"""Uploader that returns after its clean-up, not out of it."""
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
        except aiohttp.ClientError:
            return False
        else:
            return ok
        finally:
            logger.info("%s: %s", name, ok)

    async def upload_all(self, files: dict[str, bytes]) -> int:
        count = 0
        for name, body in files.items():
            try:
                if not await self.upload(name, body):
                    break
                count += 1
            finally:
                for part in name.split("/"):
                    if not part:
                        break
                    logger.debug("part %s", part)
        return count


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        uploader = Uploader(session, "https://files.example.org")
        print(await uploader.upload_all({"a": b"1", "b": b"2"}))


if __name__ == "__main__":
    asyncio.run(main())
