import threading

import requests


class Notifier:
    def __init__(self, url, token):
        self.url = url
        self.token = token
        self._local = threading.local()

    @property
    def http(self):
        session = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = requests.Session()
            session.headers["authorization"] = f"Bearer {self.token}"
        return session

    def send(self, subject):
        resp = self.http.post(self.url, json={"subject": subject}, timeout=10)
        resp.raise_for_status()
        return resp.status_code
