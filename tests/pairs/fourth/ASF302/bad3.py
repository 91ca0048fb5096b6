"""Game loop with arithmetic, while tests and attributes on un-awaited coroutines."""
import asyncio
import random
from dataclasses import dataclass


@dataclass
class Dice:
    sides: int = 6

    async def roll(self) -> int:
        await asyncio.sleep(0)
        return random.randint(1, self.sides)


class LoadedDice(Dice):
    def history(self) -> list[int]:
        return [self.sides]


async def bonus(points: int) -> int:
    await asyncio.sleep(0.01)
    return points // 2


async def play(dice: LoadedDice) -> int:
    score = 1 + dice.roll()  # expect: ASF302
    if bonus(score) and score > 3:  # expect: ASF302
        score += 1
    return score


async def table(dice: LoadedDice) -> str:
    rows = [str(bonus(n)) for n in range(3)]  # expect: ASF302
    for value in dice.roll():  # expect: ASF302
        rows.append(value)
    return " ".join(rows)


async def main() -> None:
    dice = LoadedDice()
    print(await play(dice), await table(dice))


if __name__ == "__main__":
    asyncio.run(main())
