import multiprocessing


def encode(path, out):
    with open(path, "rb") as fh:
        data = fh.read()
    for percent in range(0, 101, 10):
        out.send(percent if data else 100)
    out.send(None)


def spawn_encoder(path, out):
    child = multiprocessing.Process(target=encode, args=(path, out))
    child.start()  # expect: ASF708
    return child
