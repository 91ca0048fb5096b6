import copy
import logging
import multiprocessing

from .codec import PortableCodec, encode_with
from .heartbeat import start_heartbeat
from .pools import make_pool, warm_table

log = logging.getLogger(__name__)
TABLE = []


class EncoderFarm:
    def __init__(self, quality, workers=4):
        self.codec = PortableCodec(quality)
        self.pool = make_pool(workers)

    def encode_all(self, frames):
        futures = [self.pool.submit(encode_with, self.codec, f) for f in frames]
        return [f.result() for f in futures]

    def snapshot(self):
        return copy.deepcopy(self.codec)

    def close(self):
        self.pool.shutdown()


def _serve(path):
    log.info("serving %s", path)


def main(path):
    child = multiprocessing.Process(target=_serve, args=(path,))
    child.start()
    TABLE.extend(warm_table(256))
    start_heartbeat(path + ".beat")
    child.join()


if __name__ == "__main__":
    main("/tmp/encoder")
