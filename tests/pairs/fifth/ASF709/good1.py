"""Set by the main thread, which then starts the worker."""
import signal
import threading


def stop(number, frame) -> None:
    print("stop")


def serve() -> None:
    print("serving")


def main() -> None:
    signal.signal(signal.SIGTERM, stop)
    thread = threading.Thread(target=serve)
    thread.start()
    thread.join()
