"""Signal handlers set from a worker."""
import signal
import threading


def stop(number, frame) -> None:
    print("stop")


def serve() -> None:
    install()
    print("serving")


def install() -> None:
    signal.signal(signal.SIGTERM, stop)  # expect: ASF709


def main() -> None:
    thread = threading.Thread(target=serve)
    thread.start()
    thread.join()
