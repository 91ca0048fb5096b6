import time

from . import pools
from .frontier import Frontier, Stats
from .pages import crawl, download

URLS = ["http://a.example/", "http://b.example/", "http://c.example/"]


def probe(host):
    download(f"http://{host}/robots.txt")


def main():
    stats = Stats()
    frontier = Frontier(probe, stats)
    for url in URLS:
        frontier.add(url.split("/")[2])
    threads = frontier.start(2)
    jobs = [pools.run_job(crawl, url) for url in URLS]
    while any(t.is_alive() for t in threads):
        print("stale:", stats.stale(60))
        time.sleep(1)
    for job in jobs:
        print(job.result())
    pools.shutdown()


if __name__ == "__main__":
    main()
