import asyncio
import socketserver
import threading
from typing import ClassVar


class ChatHandler(socketserver.StreamRequestHandler):
    greeting = b"welcome\n"
    commands = {"/quit": "leave", "/help": "show help"}
    history: ClassVar[list] = []
    _history_lock = threading.Lock()

    def setup(self):
        super().setup()
        self.lines = []

    def handle(self):
        self.wfile.write(self.greeting)
        for line in self.rfile:
            text = line.decode().strip()
            if text in self.commands:
                break
            self.lines.append(text)
            with self._history_lock:
                self.history.append(text)


class Plugin:
    warnings: list = []
    limit = 100

    def __init__(self):
        self.warnings = []
        self.tried = 0

    async def inspect(self, client, url):
        self.tried += 1
        status = await client.head(url)
        if status >= 400:
            self.warnings.append(f"{url}: {status}")


class Tagged(Plugin):
    tags: tuple = ()

    def tag(self, name):
        self.tags += (name,)
        self.limit += 1


class Registry:
    """Built once, by one thread, before the loop runs."""

    entries = {}

    def add(self, name, value):
        self.entries[name] = value


async def main(client, urls):
    plugins = [Tagged() for _ in urls]
    async with asyncio.TaskGroup() as group:
        for plugin, url in zip(plugins, urls):
            group.create_task(plugin.inspect(client, url))
    return [plugin.warnings for plugin in plugins]


if __name__ == "__main__":
    registry = Registry()
    registry.add("a", 1)
    socketserver.ThreadingTCPServer(("", 9000), ChatHandler).serve_forever()
