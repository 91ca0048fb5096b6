from app.locks import accounts_lock, audit_lock

_lines = []


def record(kind, account, amount):
    with audit_lock:
        _lines.append((kind, account, amount))


def reconcile(balances):
    with audit_lock:
        totals = {}
        for kind, account, amount in _lines:
            totals[account] = totals.get(account, 0) + amount
        with accounts_lock:  # expect: ASF204
            return {a: t - balances.get(a, 0) for a, t in totals.items()}
