import threading


class Warehouse:
    def __init__(self):
        self.shelf_lock = threading.Lock()
        self.cart_lock = threading.Lock()
        self.audit_lock = threading.Lock()
        self.shelf = {}
        self.cart = []
        self.trail = []

    def pick(self, sku):
        with self.shelf_lock:
            self.shelf[sku] = self.shelf.get(sku, 0) - 1
            with self.cart_lock:
                self.cart.append(sku)

    def put_back(self):
        with self.shelf_lock, self.cart_lock:
            for sku in self.cart:
                self.shelf[sku] = self.shelf.get(sku, 0) + 1
            self.cart.clear()

    def checkout(self):
        with self.cart_lock:
            sold = list(self.cart)
            self.cart.clear()
        with self.shelf_lock:
            for sku in sold:
                self.shelf.setdefault(sku, 0)
        self._note(sold)

    def _note(self, sold):
        with self.audit_lock:
            self.trail.append(sold)

    def peek(self):
        with self.cart_lock:
            if self.shelf_lock.acquire(blocking=False):
                try:
                    return dict(self.shelf)
                finally:
                    self.shelf_lock.release()
            return None


class Ledger:
    def __init__(self):
        self.lock = threading.RLock()
        self.entries = []

    def add(self, entry):
        with self.lock:
            self.entries.append(entry)


class Shop:
    def __init__(self):
        self.lock = threading.Lock()
        self.ledger = Ledger()

    def sell(self, item):
        with self.lock:
            self.ledger.add(item)

    def refund(self, item):
        with self.lock:
            self.ledger.add("-" + item)
