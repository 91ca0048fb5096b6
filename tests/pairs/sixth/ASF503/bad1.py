import socket
import threading


class PortScanner:
    def __init__(self, host: str, ports: list[int]) -> None:
        self.host = host
        self.ports = ports
        self.open = 0
        self.errors: dict[str, int] = {"refused": 0, "timeout": 0}

    def _scan(self, ports: list[int]) -> None:
        for port in ports:
            try:
                with socket.create_connection((self.host, port), timeout=1):
                    self.open += 1  # expect: ASF503
            except TimeoutError:
                self.errors["timeout"] = self.errors["timeout"] + 1  # expect: ASF503
            except OSError:
                continue

    def run(self, workers: int = 8) -> int:
        threads = [
            threading.Thread(target=self._scan, args=(self.ports[n::workers],))
            for n in range(workers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.open


if __name__ == "__main__":
    print(PortScanner("localhost", list(range(1, 1024))).run())
