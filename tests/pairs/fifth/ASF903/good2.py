"""Registries that are called in two ways, and families of one colour."""
import asyncio


class App:
    def __init__(self) -> None:
        self.sync_hooks: list = []
        self.async_hooks: list = []

    def on_sync(self, function):
        self.sync_hooks.append(function)
        return function

    def on_async(self, function):
        self.async_hooks.append(function)
        return function

    async def run(self) -> None:
        for hook in self.sync_hooks:
            hook()
        for hook in self.async_hooks:
            await hook()


app = App()


@app.on_sync
def prepare() -> None:
    print("prepare")


@app.on_async
async def start() -> None:
    await asyncio.sleep(0)


class Visitor:
    def visit(self, node) -> object:
        return getattr(self, f"visit_{node.kind}")(node)

    def visit_name(self, node) -> str:
        return node.name

    def visit_call(self, node) -> list:
        return [self.visit(arg) for arg in node.args]
