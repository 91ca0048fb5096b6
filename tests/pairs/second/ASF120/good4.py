import functools
import json
import threading
import time
from typing import Callable

import requests


class Agent:
    def __init__(self, url: str, state_path: str) -> None:
        self._url = url
        self._state_path = state_path
        self._thread: threading.Thread | None = None

    def _loop(self) -> None:
        while True:
            requests.get(self._url, timeout=5)
            time.sleep(60)

    def _launch(self) -> None:
        self._thread = threading.Thread(target=self._loop, daemon=True)
        self._thread.start()

    def _sender(self) -> Callable[[], object]:
        return functools.partial(requests.post, self._url, timeout=5)

    def _delayed(self) -> Callable[[], None]:
        return lambda: time.sleep(5)

    def _state(self) -> dict:
        with open(self._state_path) as fh:
            return json.load(fh)

    async def start(self, runner) -> dict:
        self._launch()
        runner.add(self._sender())
        runner.add(self._delayed())
        return self._state()
