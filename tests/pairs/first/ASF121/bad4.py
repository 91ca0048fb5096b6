import asyncio


class AuditLog:
    def __init__(self, path: str) -> None:
        self.entries = 0
        self._file = open(path, "a", encoding="utf-8")

    def close(self) -> None:
        self._file.close()


async def audit(path: str, events: "asyncio.Queue[str | None]") -> int:
    log = AuditLog(path)  # expect: ASF121
    while (event := await events.get()) is not None:
        log.entries += len(event)
    return log.entries
