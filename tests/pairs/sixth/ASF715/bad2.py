import itertools
import threading


class Dispatcher:
    def __init__(self, servers: list[str], send) -> None:
        self._servers = itertools.cycle(servers)
        self._send = send

    def _work(self, messages: list[str]) -> None:
        for message in messages:
            server = next(self._servers)  # expect: ASF715
            self._send(server, message)

    def run(self, batches: list[list[str]]) -> None:
        threads = [
            threading.Thread(target=self._work, args=(batch,)) for batch in batches
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
