"""Copies, work lists, and leaving at once."""


class Cache:
    def __init__(self) -> None:
        self.items: dict[str, int] = {}
        self.order: list[str] = []

    def expire(self, limit: int) -> None:
        for key, age in list(self.items.items()):
            if age > limit:
                del self.items[key]

    def forget(self, name: str) -> None:
        for index, each in enumerate(self.order):
            if each == name:
                del self.order[index]
                break

    def first(self, prefix: str) -> str | None:
        for name in self.order:
            if name.startswith(prefix):
                self.order.remove(name)
                return name
        return None

    def renumber(self) -> None:
        for key in self.items:
            self.items[key] = 0

    def walk(self, todo: list[str]) -> None:
        for name in todo:
            if len(name) > 1:
                todo.append(name[1:])

    def rebuild(self) -> None:
        for name in self.order:
            self.order = [each for each in self.order if each != name]

    def look(self) -> None:
        for name in self.order:
            print(self.order.index(name), self.items.get(name))
