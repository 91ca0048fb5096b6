from dataclasses import dataclass, field


@dataclass
class Graph:
    edges: dict[str, set[str]] = field(default_factory=dict)

    def drop(self, node: str) -> None:
        self.edges.pop(node)

    def close_over(self) -> None:
        for node, targets in self.edges.items():
            for target in targets:
                targets |= self.edges.get(target, set())  # expect: ASF802

    def add_missing(self) -> None:
        edges = self.edges
        for targets in edges.values():
            for target in sorted(targets):
                edges.setdefault(target, set())  # expect: ASF802


def thin_out(rows: list[tuple[int, str]]) -> list[tuple[int, str]]:
    for index, (number, text) in enumerate(rows):
        if not text or number < 0:
            rows.pop(index)  # expect: ASF802
    return rows
