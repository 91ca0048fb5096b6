import sys

from .hub import Hub


def main():
    hub = Hub(("127.0.0.1", 5514), "ship.log")
    hub.start()
    for line in sys.stdin:
        hub.emit("info", line.rstrip(), source="stdin")
    hub.close()


if __name__ == "__main__":
    main()
