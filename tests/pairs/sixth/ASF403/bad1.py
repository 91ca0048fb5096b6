import asyncio


class Transfer:
    def __init__(self, host: str) -> None:
        self.host = host
        self.done = 0

    async def send(self, blocks: list[bytes]) -> None:
        reader, writer = await asyncio.open_connection(self.host, 2121)
        try:
            for block in blocks:
                writer.write(block)
                await writer.drain()
                await reader.readexactly(1)
                self.done += 1
        finally:
            writer.close()
            await writer.wait_closed()  # expect: ASF403

    async def transaction(self, db, rows: list[tuple]) -> None:
        await db.execute("begin")
        try:
            for row in rows:
                await db.execute("insert into moved values (?)", row)
        except BaseException:
            await db.execute("rollback")  # expect: ASF403
            raise
        await db.execute("commit")


if __name__ == "__main__":
    asyncio.run(Transfer("localhost").send([b"abc"]))
