import requests


class Notifier:
    def __init__(self, url, token):
        self.url = url
        self.http = requests.Session()
        self.http.headers["authorization"] = f"Bearer {token}"

    def send(self, subject):
        resp = self.http.post(self.url, json={"subject": subject}, timeout=10)
        resp.raise_for_status()
        return resp.status_code
