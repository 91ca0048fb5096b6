import enum
import logging

_LOGGER = logging.getLogger(__name__)


class State(enum.Enum):
    IDLE = "idle"
    CONNECTING = "connecting"
    OPEN = "open"


class Link:
    def __init__(self, transport) -> None:
        self._transport = transport
        self._state = State.IDLE

    async def connect(self) -> None:
        self._state = State.CONNECTING
        await self._transport.dial()
        self._state = State.OPEN

    async def send(self, payload: bytes) -> None:
        waited = 0
        while self._state is not State.OPEN:  # expect: ASF111
            waited += 1
            _LOGGER.debug("not open yet (%d)", waited)
        await self._transport.write(payload)
