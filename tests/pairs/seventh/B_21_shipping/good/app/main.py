from concurrent.futures import ThreadPoolExecutor

from app.buffer import Buffer
from app.handler import install
from app.shipper import Shipper


def start(names, post):
    with ThreadPoolExecutor(4) as pool:
        buffers = list(pool.map(lambda n: Buffer(n, 1000).open(), names))
    install(buffers[0])
    shippers = [Shipper(b, post) for b in buffers]
    for s in shippers:
        s.start()
    return shippers
