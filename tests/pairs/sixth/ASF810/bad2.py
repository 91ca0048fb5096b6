from concurrent.futures import ThreadPoolExecutor
from threading import Timer

_online: set[str] = set()


def connected(host: str) -> None:
    _online.add(host)


def disconnected(host: str) -> None:
    _online.discard(host)


class Monitor:
    def __init__(self, ping, show, pool: ThreadPoolExecutor) -> None:
        self._ping = ping
        self._show = show
        self._pool = pool

    def _check(self, host: str) -> None:
        if self._ping(host):
            connected(host)
        else:
            disconnected(host)

    def check(self, hosts: list[str]) -> None:
        futures = [self._pool.submit(self._check, host) for host in hosts]
        self.render()
        for future in futures:
            future.result()

    def render(self) -> None:
        names = [name.upper() for name in _online]  # expect: ASF810
        self._show(names)

    def check_later(self, hosts: list[str]) -> None:
        timer = Timer(30, self.check, args=(hosts,))
        timer.daemon = True
        timer.start()
