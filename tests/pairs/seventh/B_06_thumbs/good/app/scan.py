import multiprocessing
from pathlib import Path


def scan(root, out):
    found = []
    for path in Path(root).rglob("*.png"):
        found.append(str(path))
    out.put(found)


def scan_in_child(root):
    out = multiprocessing.Queue()
    child = multiprocessing.Process(target=scan, args=(root, out))
    child.start()
    found = out.get()
    child.join()
    return found
