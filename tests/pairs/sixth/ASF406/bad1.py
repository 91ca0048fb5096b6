import asyncio
import json


class Config:
    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def apply(self, text: str) -> int:
        self.values.update(json.loads(text))
        return len(self.values)

    async def receive(self, reader: asyncio.StreamReader) -> int:
        header = await reader.readline()
        body = (await reader.readexactly(int(header))).decode()
        async with asyncio.timeout(2):  # expect: ASF406
            count = self.apply(body)
        return count

    async def replace(self, texts: list[str]) -> None:
        try:
            async with asyncio.timeout(1):  # expect: ASF406
                self.values.clear()
                for text in texts:
                    self.apply(text)
        except TimeoutError:
            self.values.clear()
        await asyncio.sleep(0)
