"""The outermost runner may end quietly; everything below it re-raises."""
import asyncio
import logging

log = logging.getLogger(__name__)


class Importer:
    def __init__(self) -> None:
        self.files: list[str] = []
        self.state = "new"

    async def load(self, name: str) -> str:
        try:
            await asyncio.sleep(0.1)
            self.files.append(name)
        except BaseException as exc:
            self.state = f"broken: {exc!r}"
            raise
        return name

    async def load_safely(self, name: str) -> str | None:
        try:
            return await self.load(name)
        except asyncio.CancelledError:
            log.info("cancelled while loading %s", name)
            raise
        except Exception:
            log.exception("cannot load %s", name)
            return None

    def parse(self, text: str) -> int:
        try:
            return int(text)
        except BaseException:
            return 0


async def main() -> None:
    importer = Importer()
    try:
        await importer.load_safely("a.txt")
        print(importer.parse("12"))
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        print("stopped by ctrl-c,", len(importer.files), "files")


if __name__ == "__main__":
    asyncio.run(main())
