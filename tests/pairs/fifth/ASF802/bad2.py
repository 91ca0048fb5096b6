"""By `update`, by an alias, in a nested loop, and `clear`."""


def merge(target: dict[str, int], names: set[str]) -> None:
    for key in target:
        target.update({key.lower(): 0})  # expect: ASF802
    for name in names:
        if name == "":
            names.discard(name)  # expect: ASF802


class Tree:
    def __init__(self) -> None:
        self.children: list["Tree"] = []
        self.by_id: dict[int, "Tree"] = {}

    def prune(self) -> None:
        children = self.children
        for child in children:
            if not child.children:
                self.children.remove(child)  # expect: ASF802

    def reindex(self) -> None:
        for key, child in self.by_id.items():
            for other in child.children:
                self.by_id[id(other)] = other  # expect: ASF802
            print(key)

    def reset(self) -> None:
        for index, _ in enumerate(self.children):
            self.children.pop(index)  # expect: ASF802
