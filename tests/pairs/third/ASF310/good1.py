"""Toolbar builder that binds the tool to each of its actions."""
from collections.abc import Callable
from functools import partial


class Canvas:
    def use(self, tool: str, size: int) -> None:
        print("using", tool, size)


def make_action(canvas: Canvas, tool: str) -> Callable[[], None]:
    return lambda: canvas.use(tool, 3)


class Toolbar:
    tools = ("select", "pen", "eraser")

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.actions: dict[str, Callable[[], None]] = {}
        self.resets: list[Callable[[], None]] = []

    def build(self) -> None:
        for tool in self.tools:
            self.actions[tool] = lambda tool=tool: self.canvas.use(tool, 1)
        for size, tool in enumerate(self.tools):
            self.actions[f"{tool}-{size}"] = partial(self.canvas.use, tool, size)
            self.actions[f"{tool}-3"] = make_action(self.canvas, tool)
            self.resets.append(lambda: self.canvas.use("select", 0))

    def sizes(self) -> list[Callable[[int], list[int]]]:
        scalers = []
        for _ in range(2):
            scalers.append(lambda factor: [size * factor for size in range(3)])
        return scalers


def main() -> None:
    toolbar = Toolbar(Canvas())
    toolbar.build()
    for action in toolbar.actions.values():
        action()
    print([scale(2) for scale in toolbar.sizes()])


if __name__ == "__main__":
    main()
