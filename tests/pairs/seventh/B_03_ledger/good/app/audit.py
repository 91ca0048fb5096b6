from app.locks import accounts_lock, audit_lock

_lines = []


def record(kind, account, amount):
    with audit_lock:
        _lines.append((kind, account, amount))


def reconcile(balances):
    with accounts_lock:
        current = dict(balances)
    with audit_lock:
        lines = list(_lines)
    totals = {}
    for kind, account, amount in lines:
        totals[account] = totals.get(account, 0) + amount
    return {a: t - current.get(a, 0) for a, t in totals.items()}
