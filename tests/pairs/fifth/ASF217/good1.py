"""Slow work first, the lock for the result."""
import threading
import time

import requests

lock = threading.Lock()
pages: dict[str, str] = {}


def poll(url: str) -> None:
    time.sleep(1)
    text = requests.get(url, timeout=5).text
    with lock:
        pages[url] = text
