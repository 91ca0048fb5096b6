from .db import connect


class Catalog:
    def __init__(self, path):
        self.path = path
        self.conn = connect(path)

    def quantity(self, sku):
        row = self.conn.execute("select qty from item where sku = ?", (sku,)).fetchone()
        return row[0] if row else 0

    @property
    def total(self):
        return self.conn.execute("select sum(qty) from item").fetchone()[0]


def totals(path):
    cat = Catalog(path)
    return cat.total
