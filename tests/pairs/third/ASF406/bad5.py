"""Search service that ranks its results with a time budget."""
import math
from functools import partial

import trio

budget = partial(trio.move_on_after, 0.2)


def score(words, text):
    hits = sum(text.count(word) for word in words)
    return hits / math.log(len(text) + 2)


class Search:
    def __init__(self, texts):
        self.texts = texts

    async def fetch(self, index):
        await trio.sleep(0.01)
        return self.texts[index]

    async def rank(self, words):
        texts = [await self.fetch(index) for index in range(len(self.texts))]
        ranked = []
        with trio.move_on_at(trio.current_time() + 1):  # expect: ASF406
            for text in texts:
                match text[:1]:
                    case "#":
                        continue
                    case _:
                        ranked.append((score(words, text), text))
        return sorted(ranked, reverse=True)

    async def count(self, words):
        found = 0
        with budget():  # expect: ASF406
            while found < len(self.texts) and score(words, self.texts[found]):
                found += 1
        await trio.sleep(0)
        return found


async def main():
    search = Search(["a lock", "a mutex"])
    print(await search.rank(["lock"]), await search.count(["a"]))


if __name__ == "__main__":
    trio.run(main)
