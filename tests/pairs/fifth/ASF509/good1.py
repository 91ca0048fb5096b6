"""Waiting for the thing itself; sleeping for other reasons."""
import threading
import time


def serve(port: int, up: threading.Event) -> None:
    print("listening", port)
    up.set()


def main() -> None:
    up = threading.Event()
    server = threading.Thread(target=serve, args=(8000, up), daemon=True)
    server.start()
    up.wait()
    print("connect")


def retry(call) -> None:
    for attempt in range(3):
        try:
            call()
            return
        except OSError:
            time.sleep(2**attempt)
