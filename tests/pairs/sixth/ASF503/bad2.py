from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor as Pool
from functools import partial

WORDS: dict[str, int] = {}
lines_read = 0


def count(text: str, weight: int) -> None:
    for word in text.split():
        WORDS[word] = WORDS.get(word, 0) + weight  # expect: ASF503


def count_all(texts: list[str]) -> int:
    with Pool(max_workers=4) as pool:
        list(pool.map(partial(count, weight=2), texts))
    return len(WORDS)


class Reader:
    def _advance(self, lines: int) -> None:
        global lines_read
        lines_read += lines  # expect: ASF503

    def read(self, path: str) -> int:
        with open(path) as handle:
            lines = sum(1 for _ in handle)
        self._advance(lines)
        return lines

    async def read_all(self, paths: list[str]) -> int:
        await asyncio.gather(*(asyncio.to_thread(self.read, path) for path in paths))
        return lines_read


if __name__ == "__main__":
    print(count_all(["a b a", "b c"]))
    print(asyncio.run(Reader().read_all(["/etc/hosts", "/etc/passwd"])))
