import asyncio
from dataclasses import dataclass, field

import requests


@dataclass
class Runtime:
    loop: asyncio.AbstractEventLoop
    session: requests.Session = field(default_factory=requests.Session)


class Callback:
    def __init__(self, rt: Runtime, url: str) -> None:
        self._rt = rt
        self._url = url

    def watch(self, fut: "asyncio.Future[dict]") -> None:
        fut.add_done_callback(lambda f: self._rt.session.post(self._url, json=f.result()))  # expect: ASF112

    def announce(self, text: str) -> None:
        def tell() -> None:
            self._rt.session.put(self._url, data=text, timeout=1)

        self._rt.loop.call_soon(tell)  # expect: ASF112
