import threading
import time

import requests


class TokenCache:
    """Access tokens per audience for a pool of request threads."""

    def __init__(self, url):
        self.url = url
        self.lock = threading.Lock()
        self.tokens = {}

    def get(self, audience):
        with self.lock:
            token = self.tokens.get(audience)
            if token is None:
                answer = requests.post(self.url, data={"aud": audience}, timeout=5)  # expect: ASF217
                token = self.tokens[audience] = answer.json()["token"]
            return token

    def expire(self, audience):
        with self.lock:
            time.sleep(0.1)  # expect: ASF217
            self.tokens.pop(audience, None)


def main():
    cache = TokenCache("https://id.example.org/token")
    threads = [threading.Thread(target=cache.get, args=(a,)) for a in ("mail", "files")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cache.expire("mail")


if __name__ == "__main__":
    main()
