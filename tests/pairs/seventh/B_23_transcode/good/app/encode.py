import multiprocessing

from app.signals import ignore_sigint


def encode(path, out):
    ignore_sigint()
    with open(path, "rb") as fh:
        data = fh.read()
    for percent in range(0, 101, 10):
        out.send(percent if data else 100)
    out.send(None)


def spawn_encoder(path, out):
    ctx = multiprocessing.get_context("spawn")
    child = ctx.Process(target=encode, args=(path, out))
    child.start()
    return child
