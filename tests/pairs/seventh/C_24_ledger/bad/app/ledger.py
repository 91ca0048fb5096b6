import threading
from collections import deque


class Ledger:
    def __init__(self, alerts):
        self.alerts = alerts
        self.owners = {}
        self.recent = deque(maxlen=1000)
        self.lock = threading.Lock()
        self.balances = {}

    def book(self, account, owner, cents):
        with self.lock:
            self.balances[account] = self.balances.get(account, 0) + cents
        self.owners[account] = owner
        self.recent.append((account, cents))
        if cents < -10_000 and not self.alerts.full():
            self.alerts.put((account, cents))  # expect: ASF606

    def total(self):
        with self.lock:
            return sum(self.balances.values())

    def by_owner(self):
        table = {}
        for account, owner in self.owners.items():  # expect: ASF810
            table.setdefault(owner, []).append(account)
        return table
