import asyncio
import re

import httpx

WORD = re.compile(r"\w+")


class Analyzer:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.seen = 0

    async def download(self, url: str) -> str:
        reply = await self.client.get(url)
        return reply.text

    async def count_words(self, text: str) -> dict[str, int]:  # expect: ASF322
        counts: dict[str, int] = {}
        for word in WORD.findall(text.lower()):
            counts[word] = counts.get(word, 0) + 1
        return counts

    async def analyze(self, url: str) -> dict[str, int]:
        text = await self.download(url)
        self.seen += 1
        return await self.count_words(text)


async def render(counts: dict[str, int]) -> str:  # expect: ASF322
    return "\n".join(f"{word}: {n}" for word, n in sorted(counts.items()))


async def main() -> None:
    async with httpx.AsyncClient() as client:
        counts = await Analyzer(client).analyze("https://example.org")
        print(await render(counts))


if __name__ == "__main__":
    asyncio.run(main())
