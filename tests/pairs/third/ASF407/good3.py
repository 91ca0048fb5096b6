"""Game whose shields are armour, with a save under a trio scope."""
import anyio
import trio


class Armour:
    def __init__(self, name: str, strength: int) -> None:
        self.name = name
        self.strength = strength


async def shield(attack) -> int:
    """Lets an attack hit the shield and returns what is left of it."""
    return max(0, await attack - 3)


class Game:
    def __init__(self) -> None:
        self.armour = Armour("buckler", 3)
        self.saved = 0

    async def attack(self) -> int:
        await trio.sleep(0.01)
        return 5

    async def save(self) -> None:
        await trio.sleep(0.01)
        self.saved += 1

    async def turn(self) -> int:
        return await shield(self.attack())

    async def leave(self) -> None:
        with trio.CancelScope(shield=True) as scope:
            scope.deadline = trio.current_time() + 5
            await self.save()


async def backup() -> None:
    with anyio.CancelScope(shield=True):
        await anyio.sleep(0.01)


async def main() -> None:
    game = Game()
    print(await game.turn())
    await game.leave()
    await backup()


if __name__ == "__main__":
    trio.run(main)
