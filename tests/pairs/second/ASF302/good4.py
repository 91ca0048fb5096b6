import logging
from typing import Any, Awaitable, Callable, Optional

_LOGGER = logging.getLogger(__name__)
Handler = Callable[[Any], Awaitable[None]]


class Dispatcher:
    def __init__(self, on_error: Optional[Handler] = None) -> None:
        self.on_error = on_error or self._default_error
        self._table: dict[str, Handler] = {"ping": self._ping, "echo": self._echo}

    async def _default_error(self, exc: Any) -> None:
        await self._echo(repr(exc))

    async def _ping(self, _: Any) -> None:
        await self._echo("pong")

    async def _echo(self, msg: Any) -> None:
        _LOGGER.info("%s", msg)

    async def dispatch(self, kind: str, msg: Any) -> None:
        handler = self._table.get(kind)
        if not handler:
            _LOGGER.debug("no handler; have %s", len(self._table))
            return
        _LOGGER.debug("to %s", handler.__name__)
        if handler == self._ping or self.on_error is None:
            await handler(None)
            return
        await handler(msg)
