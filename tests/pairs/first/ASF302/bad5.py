import json
import logging
import anyio

_logger = logging.getLogger(__name__)


class Node:
    def __init__(self, name: str) -> None:
        self.name = name

    async def state(self) -> dict:
        await anyio.sleep(0)
        return {"name": self.name}

    async def body(self) -> str:
        return json.dumps(self.state())  # expect: ASF302

    async def trace(self, verbose: bool) -> None:
        _logger.debug("state of %s: %s", self.name, self.state())  # expect: ASF302
        if verbose:
            print(self.name, self.state())  # expect: ASF302
        await anyio.sleep(0)
