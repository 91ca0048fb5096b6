"""Trio event router that makes its handlers in a factory."""
from collections.abc import Awaitable, Callable
from functools import partial

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
        self.handlers: dict[str, list[Handler]] = {}
        self.filters: list[Callable[[str], bool]] = []

    def register(self, plugins: list[Plugin]) -> None:
        def handler_for(plugin: Plugin, topic: str) -> Handler:
            async def handler(text: str) -> None:
                await plugin.handle(topic, text)

            return handler

        for plugin in plugins:
            for topic in plugin.topics:
                self.handlers.setdefault(topic, []).append(handler_for(plugin, topic))
                self.handlers[topic].append(partial(plugin.handle, topic))

    def limits(self, sizes: list[int]) -> None:
        self.filters = [lambda text, size=size: len(text) < size for size in sizes]

    def longest(self, texts: list[str]) -> list[str]:
        return [max(texts, key=lambda text: text.count(letter)) for letter in "aeiou"]

    async def publish(self, topic: str, text: str) -> None:
        async with trio.open_nursery() as nursery:
            for handler in self.handlers[topic]:
                nursery.start_soon(handler, text)


async def main() -> None:
    router = Router()
    router.register([Plugin("a", ["x"]), Plugin("b", ["x", "y"])])
    router.limits([80, 40])
    print(router.longest(["alpha", "beta"]))
    await router.publish("x", "hello")


if __name__ == "__main__":
    trio.run(main)
