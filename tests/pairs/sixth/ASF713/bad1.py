"""Checks links with one process for each site."""
import multiprocessing

broken = []


def check_site(site, links):
    for link in links:
        if not link.startswith(f"https://{site}/"):
            broken.append((site, link))  # expect: ASF713


class Checker:
    def __init__(self, sites):
        self.sites = sites

    def run(self):
        processes = [
            multiprocessing.Process(target=check_site, args=(site, links))
            for site, links in self.sites.items()
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return sorted(broken)


if __name__ == "__main__":
    checker = Checker({"a.example": ["https://a.example/x", "http://b.example"]})
    for site, link in checker.run():
        print(site, link)
