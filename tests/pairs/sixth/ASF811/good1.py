from functools import cache, cached_property, lru_cache, partial


@lru_cache(maxsize=256)
def slug(name):
    return name.lower().replace(" ", "-")


class Catalogue:
    def __init__(self, rows):
        self._rows = rows
        self.price = lru_cache(maxsize=64)(partial(find, rows))
        self._seen = {}

    @cached_property
    def names(self):
        return sorted(name for name, _ in self._rows)

    @staticmethod
    @lru_cache(maxsize=None)
    def rate(currency):
        return {"EUR": 1.0, "USD": 1.1}[currency]

    @classmethod
    @cache
    def empty(cls):
        return cls(())

    def lookup(self, article):
        if article not in self._seen:
            self._seen[article] = self.price(article)
        return self._seen[article]

    def slugs(self):
        @cache
        def short(name):
            return slug(name)[:8]

        return [short(name) for name in self.names]


def find(rows, article):
    for name, price in rows:
        if name == article:
            return price
    raise KeyError(article)
