import asyncio


class Database:
    def __init__(self, dsn: str, driver) -> None:
        self.driver = driver
        self.connection = asyncio.run(self._connect(dsn))

    async def _connect(self, dsn: str):
        return await self.driver.connect(dsn)

    @property
    def version(self) -> str:
        loop = asyncio.new_event_loop()
        return loop.run_until_complete(self.connection.version())


async def report(dsn: str, driver) -> None:
    database = Database(dsn, driver)  # expect: ASF305
    await asyncio.sleep(0)
    print("connected", database.driver)


async def show_version(database: Database) -> str:
    await asyncio.sleep(0)
    return f"server {database.version}"  # expect: ASF305
