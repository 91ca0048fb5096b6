import queue


def issue(numbers, printer):
    for number in numbers:
        if not printer.accept(number):
            return


def sweep(entries, printer):
    for entry in entries:
        printer.accept(entry)


def weed(entries, limit):
    while len(entries) > limit:
        del entries[0]


def drain(entries: queue.SimpleQueue, printer):
    while (entry := entries.get()) is not None:
        printer.accept(entry)


def describe(code):
    return code.title()
