"""Coroutines that never suspend."""


async def double(n: int) -> int:  # expect: ASF322
    return 2 * n


class Box:
    async def size(self) -> int:  # expect: ASF322
        return len(vars(self))
