def apply_batches(inbox, book):
    while True:
        batch = inbox.get()
        if batch is None:
            return
        for symbol, price in batch:
            book[symbol] = price


def exposure(book, scenario, report):
    factor = scenario.settings.get("factor", 1.0)
    total = 0.0
    for symbol, price in book.items():
        total += price * factor
    report(total)
