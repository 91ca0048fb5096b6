"""Threads that nobody starts."""
import threading


def beep() -> None:
    print("beep")


def main() -> None:
    threading.Thread(target=beep)  # expect: ASF711
    worker = threading.Thread(target=beep, daemon=True)
    worker.run()  # expect: ASF711


def later() -> None:
    timer = threading.Timer(5, beep)  # expect: ASF711
    timer.daemon = True
