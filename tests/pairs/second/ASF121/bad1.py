import json
import logging
from typing import Any

_LOGGER = logging.getLogger(__name__)


def load_json(path: str, default: Any = None) -> Any:
    try:
        with open(path, encoding="utf-8") as fh:
            return json.load(fh)
    except FileNotFoundError:
        _LOGGER.debug("%s not found", path)
        return {} if default is None else default


class Bot:
    def __init__(self, gateway) -> None:
        self._gateway = gateway
        self.prefixes: dict[str, str] = {}

    async def setup_hook(self) -> None:
        self.prefixes = load_json("prefixes.json")  # expect: ASF121
        await self._gateway.identify()
