from .primitives import make_gate, make_lock


class Volume:
    def __init__(self, path, readers=4):
        self.path = path
        self.gate = make_gate(readers)
        self.disk = make_lock()
        self._handles = {}

    def release_all(self):
        with self.disk:
            for handle in self._handles.values():
                handle.close()
            self._handles.clear()
