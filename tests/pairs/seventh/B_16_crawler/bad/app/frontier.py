class Frontier:
    def __init__(self, fetch):
        self._fetch = fetch
        self.seen = set()
        self.pages = {}
        self.errors = 0

    async def visit(self, url):
        if url in self.seen:
            return []
        status, body, links = await self._fetch(url)
        self.seen.add(url)  # expect: ASF502
        if status >= 400:
            self.errors += 1
            return []
        self.pages[url] = body
        return links
