import threading


class Codec:
    def __init__(self, quality):
        self.quality = quality
        self._lock = threading.Lock()
        self._frames = 0

    def encode(self, frame):
        with self._lock:
            self._frames += 1
        return bytes(b // self.quality for b in frame)


class PortableCodec(Codec):
    def __getstate__(self):
        state = self.__dict__.copy()
        del state["_lock"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._lock = threading.Lock()


def encode_with(codec, frame):
    return codec.encode(frame)
