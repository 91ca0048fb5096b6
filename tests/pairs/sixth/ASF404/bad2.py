import trio


class Crawler:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.visited: list[str] = []

    async def visit(self, page: str) -> None:
        await trio.sleep(0.1)
        self.visited.append(page)

    async def crawl(self, receive: trio.MemoryReceiveChannel) -> int:
        while len(self.visited) < self.limit:
            page = await receive.receive()
            try:
                await self.visit(page)
            finally:
                with trio.CancelScope(shield=True):
                    await trio.sleep(0.01)
                if page.endswith("/"):
                    continue  # expect: ASF404
                self.visited.append(page + "/")
        return len(self.visited)

    async def summaries(self, pages: list[str]):
        for page in pages:
            try:
                await self.visit(page)
                yield page
            finally:
                if len(self.visited) >= self.limit:
                    return  # expect: ASF404
