import copy
import logging
import threading

from .registry import Registry
from .sources import NumberSource, process_pool, ticket_numbers
from .workers import describe, issue, sweep, weed

log = logging.getLogger(__name__)


class Desk:
    def __init__(self, printers):
        self.printers = printers
        self.registry = Registry()

    def open(self, prefix):
        numbers = NumberSource(prefix)
        threads = [threading.Thread(target=issue, args=(numbers, p)) for p in self.printers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def fork_registry(self):
        return self.registry.copy()

    def titles(self, codes):
        with process_pool() as pool:
            found = [self.registry.lookup(code) for code in codes]
            return list(pool.map(describe, found))

    def tidy(self, entries, printer):
        first = threading.Thread(target=sweep, args=(list(entries), printer))
        second = threading.Thread(target=weed, args=(entries, 100))
        first.start()
        second.start()
        first.join()
        second.join()
        log.info("%d entries left", len(entries))

    def open_each(self, prefix):
        threads = [
            threading.Thread(target=issue, args=(ticket_numbers(f"{prefix}{n}"), p))
            for n, p in enumerate(self.printers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
