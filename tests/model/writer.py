"""Writes random programs of every compound statement, for the tests that run them."""

from __future__ import annotations

import random


class Writer:
    """Writes random programs."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0
        self.budget = 9

    def next(self) -> int:
        self.number += 1
        return self.number

    def block(self, depth: int, *, loop: bool, endless: bool) -> list[str]:
        lines: list[str] = []
        for _ in range(self.random.randint(1, 2)):
            lines += self.statement(depth, loop=loop, endless=endless)
        return lines

    def nested(self, head: str, depth: int, *, loop: bool, endless: bool) -> list[str]:
        return [head, *("    " + line for line in self.block(depth - 1, loop=loop, endless=endless))]

    def leaf(self, kind: str) -> list[str]:
        """A simple statement of a kind."""
        n = self.next()
        return {
            "op": [f"op({n})"],
            "return": [f"return op({n}) or 1"],
            "raise": [f"op({n})", "raise error()"],
            "and": [f"test({n}) and op({self.next()})"],
            "or": [f"test({n}) or test({self.next()}) or op({self.next()})"],
            "ternary": [f"op({n}) if test({self.next()}) else op({self.next()})"],
            "comprehension": [f"[op({n}) for _ in turns() if test({self.next()})]"],
            "assert": [f"assert test({n}), op({self.next()})"],
            "chain": [f"1 > test({n}) > op({self.next()})"],
            "break": ["break"],
            "continue": ["continue"],
        }[kind]

    def statement(self, depth: int, *, loop: bool, endless: bool) -> list[str]:
        pick = self.random.random
        self.budget -= 1
        if depth == 0 or self.budget <= 0 or pick() < 0.25:
            choices = ["op", "op", "op", "return", "raise", "and", "or", "ternary", "comprehension", "assert", "chain"]
            kind = self.random.choice([*choices, "break", "continue"] if loop else choices)
            return self.leaf(kind)
        kind = self.random.choice(["if", "try", "try", "try", "with", "for", "while", "endless", "match"])
        inside = {"loop": loop, "endless": endless}
        if kind == "if":
            lines = self.nested(f"if test({self.next()}):", depth, **inside)
            if pick() < 0.4:
                lines += self.nested(f"elif test({self.next()}):", depth, **inside)
            return lines + (self.nested("else:", depth, **inside) if pick() < 0.5 else [])
        if kind == "try":
            lines = self.nested("try:", depth, **inside)
            handlers = pick() < 0.8
            if handlers:
                lines += self.nested("except E:", depth, **inside)
                if not endless and pick() < 0.3:
                    lines += self.nested("except:", depth, **inside)
                if pick() < 0.4:
                    lines += self.nested("else:", depth, **inside)
            if not handlers or pick() < 0.5:
                inside = {"loop": False, "endless": endless} if endless else inside
                final = self.nested("finally:", depth, **inside)
                lines += [line for line in final if "return" not in line or not endless]
                lines.append("    pass")
            return lines
        if kind == "with":
            return self.nested(f"with cm({self.next()}):", depth, **inside)
        if kind == "match":
            n = self.next()
            lines = [f"match test({n}):"]
            for case in ("case True:", f"case y if test({self.next()}):", "case _:")[: self.random.randint(1, 3)]:
                lines += ["    " + line for line in self.nested(case, depth, **inside)]
            return lines
        head = {"for": "for _ in turns():", "while": f"while test({self.next()}):", "endless": "while True:"}[kind]
        lines = self.nested(head, depth, loop=True, endless=endless or kind == "endless")
        lines.insert(1, f"    op({self.next()})")
        if kind == "endless":
            return lines
        return lines + (self.nested("else:", depth, **inside) if pick() < 0.4 else [])
