"""What only the GIL holds together."""
import threading

pending = iter(range(100))


def work() -> None:
    for item in pending:  # expect: ASF715
        print(item)


def main() -> None:
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
