"""Slow work while others wait for the lock."""
import threading
import time

import requests

lock = threading.Lock()


def poll(url: str) -> str:
    with lock:
        time.sleep(1)  # expect: ASF217
        return requests.get(url, timeout=5).text  # expect: ASF217


def stop(worker: threading.Thread) -> None:
    with lock:
        worker.join()  # expect: ASF217
