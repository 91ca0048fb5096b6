class Stats:
    def __init__(self):
        self.counts = {"ok": 0, "failed": 0}

    def finished(self, ok):
        key = "ok" if ok else "failed"
        self.counts[key] += 1  # expect: ASF503
