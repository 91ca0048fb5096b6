"""Sleeping until the others have surely got there."""
import threading
import time


def serve(port: int) -> None:
    print("listening", port)


def main() -> None:
    server = threading.Thread(target=serve, args=(8000,), daemon=True)
    server.start()
    time.sleep(0.5)  # expect: ASF509
    print("connect")
