class Feed:
    """Collects ticks and hands them on in batches."""

    def __init__(self, out, size=50):
        self.out = out
        self.size = size
        self.batch = []

    def tick(self, symbol, price):
        self.batch.append((symbol, price))
        if len(self.batch) >= self.size:
            self.flush()

    def flush(self):
        self.out.put(self.batch)
        self.batch = []

    def close(self):
        if self.batch:
            self.flush()
        self.out.put(None)
