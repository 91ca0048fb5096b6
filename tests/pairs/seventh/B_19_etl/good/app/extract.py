import multiprocessing


def _extract(path, total):
    size = 0
    with open(path) as fh:
        for line in fh:
            size += len(line)
    total.value = size


def measure(path):
    total = multiprocessing.Value("q", 0)
    child = multiprocessing.Process(target=_extract, args=(path, total))
    child.start()
    child.join()
    return total.value
