import asyncio


class Uploader:
    def __init__(self, client) -> None:
        self._client = client
        self._turn: asyncio.Lock = asyncio.Lock()

    async def upload(self, parts: list[bytes]) -> list[str]:
        etags: list[str] = []
        await self._turn.acquire()  # expect: ASF202
        try:
            for number, part in enumerate(parts, 1):
                etags.append(await self._client.put_part(number, part))
            await self._client.complete(etags)
        except Exception:
            self._turn.release()
            raise
        self._turn.release()
        return etags
