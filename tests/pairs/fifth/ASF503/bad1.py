"""Counters that several threads update."""
import threading
from concurrent.futures import ThreadPoolExecutor

done = 0


class Crawler:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.pages = 0
        self.sizes: dict[str, int] = {}

    def fetch(self, url: str) -> None:
        body = url * 2
        self.pages += 1  # expect: ASF503
        host = url.split("/")[0]
        self.sizes[host] = self.sizes.get(host, 0) + len(body)  # expect: ASF503

    def run(self) -> int:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(self.fetch, self.urls))
        return self.pages


def work(n: int) -> None:
    global done
    for _ in range(n):
        done += 1  # expect: ASF503


def main() -> None:
    threads = [threading.Thread(target=work, args=(1000,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(done)


if __name__ == "__main__":
    main()
