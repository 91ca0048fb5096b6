import logging

import requests

log = logging.getLogger(__name__)


class HttpSink:
    def __init__(self, base_url, token):
        self._base = base_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}

    def url(self, path):
        return f"{self._base}/{path}"

    def post(self, path, payload):
        reply = requests.post(self.url(path), json=payload, headers=self._headers, timeout=10)
        reply.raise_for_status()
        return reply.json()


class Link:
    def __init__(self, base_url, token):
        self.sink = HttpSink(base_url, token)
        self.sent = 0
