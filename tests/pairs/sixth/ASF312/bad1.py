import asyncio


class Board:
    """A chess board with an engine process behind it."""

    def __init__(self, engine):
        self.engine = engine
        self.moves = []

    def push(self, move):
        self.moves.append(move)
        return len(self.moves)

    def undo(self):
        self.moves.pop()

    async def reply(self):
        return await self.engine(self.moves)

    async def play(self, move):
        number = await self.push(move)  # expect: ASF312
        answer = await self.reply()
        self.push(answer)
        return number

    async def take_back(self):
        await asyncio.sleep(0)
        await self.undo()  # expect: ASF312

    async def analyse(self, lines):
        return await [self.engine(line) for line in lines]  # expect: ASF312


async def engine(moves):
    await asyncio.sleep(0.1)
    return "e5" if moves else "e4"


async def main():
    board = Board(engine)
    print(await board.play("e4"))


asyncio.run(main())
