import asyncio


class Store:
    """Keyed byte store; subclasses decide where missing bodies come from."""

    def __init__(self, root):
        self.root = root.rstrip("/")
        self.hits = 0
        self._guard = asyncio.Lock()
        self._entries = {}

    def url(self, name):
        return f"{self.root}/{name.lstrip('/')}"

    async def body(self, name):
        raise NotImplementedError
