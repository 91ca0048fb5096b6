import asyncio
from dataclasses import dataclass, field

_sessions: dict[str, "Session"] = {}


@dataclass
class Session:
    key: str
    hooks: list = field(default_factory=list)

    def on_close(self, hook) -> None:
        self.hooks.append(hook)

    def forget(self, hook) -> None:
        self.hooks.remove(hook)

    async def close(self) -> None:
        hooks = self.hooks
        for hook in hooks:  # expect: ASF801
            await hook(self.key)


def open_session(key: str) -> Session:
    session = _sessions[key] = Session(key)
    return session


def drop(key: str) -> None:
    _sessions.pop(key, None)


async def sweep(is_idle) -> None:
    while True:
        for session in _sessions.values():  # expect: ASF801
            if await is_idle(session):
                await session.close()
        await asyncio.sleep(30)
