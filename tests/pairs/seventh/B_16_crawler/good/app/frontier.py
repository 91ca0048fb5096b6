class Frontier:
    def __init__(self, fetch):
        self._fetch = fetch
        self.seen = set()
        self.pages = {}
        self.errors = 0

    async def visit(self, url):
        if url in self.seen:
            return []
        self.seen.add(url)
        status, body, links = await self._fetch(url)
        if status >= 400:
            self.errors += 1
            return []
        self.pages[url] = body
        return links
