from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib import request as urlrequest

import requests

if TYPE_CHECKING:
    from collections.abc import Mapping


class SlackNotifier:
    def __init__(self, hook: str, fallback: str | None = None) -> None:
        self.hook = hook
        self.fallback = fallback

    async def push(self, body: "Mapping[str, str]", session: "requests.Session | None" = None) -> bool:
        http = session or requests.Session()
        try:
            answer = http.post(self.hook, json=dict(body), timeout=3)  # expect: ASF102
        except requests.ConnectionError:
            if self.fallback is None:
                return False
            req = urlrequest.Request(self.fallback, data=json.dumps(dict(body)).encode())
            with urlrequest.urlopen(req, timeout=3) as fh:  # expect: ASF102
                return fh.status == 200
        return answer.ok
