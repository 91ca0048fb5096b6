import asyncio


class Gateway:
    def __init__(self, handlers: dict) -> None:
        self.handlers = handlers
        self.log: list[str] = []

    async def _store(self, kind: str) -> None:
        await asyncio.sleep(0)
        self.log.append(kind)

    def subscribe(self, bus) -> None:
        def on_message(kind: str, body: bytes) -> None:
            match kind:
                case "store":
                    asyncio.create_task(self._store(kind))  # expect: ASF303
                case "call" if body:
                    task = asyncio.create_task(self.handlers[kind](body))  # expect: ASF303
                case _:
                    return

        bus.subscribe(on_message)
