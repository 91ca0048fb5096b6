class Robots:
    def __init__(self, fetch, lock):
        self._fetch = fetch
        self._lock = lock
        self._rules = {}

    async def allowed(self, host, path):
        async with self._lock:
            if host not in self._rules:
                _, body, _ = await self._fetch(f"https://{host}/robots.txt")
                self._rules[host] = tuple(body.splitlines())
            rules = self._rules[host]
        return not any(path.startswith(r) for r in rules)
