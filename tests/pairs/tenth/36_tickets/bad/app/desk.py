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
        numbers = ticket_numbers(prefix)
        threads = [threading.Thread(target=issue, args=(numbers, p)) for p in self.printers]  # expect: ASF703
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def fork_registry(self):
        return copy.copy(self.registry)  # expect: ASF809

    def titles(self, codes):
        with process_pool() as pool:
            return list(pool.map(self.registry.lookup, codes))  # expect: ASF707

    def tidy(self, entries, printer):
        first = threading.Thread(target=sweep, args=(entries, printer))
        second = threading.Thread(target=weed, args=(entries, 100))  # expect: ASF808
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
