import threading

from app.audit import reconcile
from app.base import Tracked
from app.locks import accounts_lock, audit_lock, rates_lock

_balances = {}
_rates = {"EUR": 1.0}


class Ledger(Tracked):
    def __init__(self, journal):
        super().__init__()
        self._journal = journal

    def finish(self):
        with self._lock:
            self._inflight -= 1
            if self._inflight == 0:
                with self._idle:  # expect: ASF203
                    self._idle.notify_all()

    def transfer(self, src, dst, amount):
        self.begin()
        try:
            with accounts_lock:
                _balances[src] = _balances.get(src, 0) - amount
                _balances[dst] = _balances.get(dst, 0) + amount
                with audit_lock:  # expect: ASF204
                    self._journal.write(src, dst, amount)
        finally:
            self.finish()

    def set_rate(self, code, raw):
        rates_lock.acquire()  # expect: ASF202
        _rates[code] = float(raw)
        rates_lock.release()

    def rate(self, code):
        with rates_lock:
            return _rates[code]


def nightly(ledger):
    ledger.wait_idle(30)
    return reconcile(_balances)


def start(ledger, inbox):
    def pump():
        for src, dst, amount in iter(inbox.get, None):
            ledger.transfer(src, dst, amount)

    threads = [threading.Thread(target=pump, daemon=True) for _ in range(4)]
    for t in threads:
        t.start()
    auditor = threading.Thread(target=nightly, args=(ledger,), daemon=True)
    auditor.start()
    return threads, auditor
