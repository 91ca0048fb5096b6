"""Trio event router that subscribes plugins to their topics."""
from collections import defaultdict
from collections.abc import Awaitable, Callable

import trio

Handler = Callable[[str], Awaitable[None]]


class Plugin:
    def __init__(self, name: str, topics: list[str]) -> None:
        self.name = name
        self.topics = topics

    async def handle(self, topic: str, text: str) -> None:
        await trio.sleep(0.01)
        print(self.name, topic, text)


class Router:
    def __init__(self) -> None:
        self.handlers: defaultdict[str, list[Handler]] = defaultdict(list)
        self.filters: list[Callable[[str], bool]] = []

    def register(self, plugins: list[Plugin]) -> None:
        for plugin in plugins:
            for topic in plugin.topics:
                async def handler(text: str) -> None:
                    await plugin.handle("?", text)  # expect: ASF310

                self.handlers[topic].append(handler)

    def limits(self, sizes: list[int]) -> None:
        self.filters = [lambda text: len(text) < size for size in sizes]  # expect: ASF310

    async def publish(self, topic: str, text: str) -> None:
        if not all(check(text) for check in self.filters):
            return
        async with trio.open_nursery() as nursery:
            for handler in self.handlers[topic]:
                nursery.start_soon(handler, text)


async def main() -> None:
    router = Router()
    router.register([Plugin("a", ["x"]), Plugin("b", ["x", "y"])])
    router.limits([80, 40])
    await router.publish("x", "hello")


if __name__ == "__main__":
    trio.run(main)
