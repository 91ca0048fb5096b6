"""Toolbar builder that connects one button for each tool."""
import tkinter as tk
from collections.abc import Callable


class Canvas:
    def __init__(self) -> None:
        self.tool = "select"

    def use(self, tool: str, size: int) -> None:
        self.tool = tool
        print("using", tool, size)


class Toolbar:
    tools = ("select", "pen", "eraser")

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.actions: dict[str, Callable[[], None]] = {}
        self.checks: list[Callable[[], bool]] = []

    def build(self) -> None:
        for tool in self.tools:
            self.actions[tool] = lambda: self.canvas.use(tool, 1)  # expect: ASF310
        for index, tool in enumerate(self.tools):
            size = index * 2

            def is_active() -> bool:
                return self.canvas.tool.endswith(str(size))  # expect: ASF310

            self.checks.append(is_active)


def main() -> None:
    root = tk.Tk()
    toolbar = Toolbar(Canvas())
    toolbar.build()
    for name, action in toolbar.actions.items():
        tk.Button(root, text=name, command=action).pack()
    root.mainloop()


if __name__ == "__main__":
    main()
