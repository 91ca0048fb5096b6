from functools import lru_cache


class Catalogue:
    """Articles of one shop, read from its price list."""

    def __init__(self, rows):
        self._rows = rows

    @lru_cache(maxsize=256)  # expect: ASF811
    def price(self, article):
        for name, price in self._rows:
            if name == article:
                return price
        raise KeyError(article)

    def total(self, articles):
        return sum(self.price(article) for article in articles)


def bill(files, articles):
    for file in files:
        rows = [line.split(";") for line in file]
        catalogue = Catalogue([(name, float(price)) for name, price in rows])
        print(catalogue.total(articles))
