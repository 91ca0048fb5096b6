import filelock


class LeaseFile:
    def __init__(self, path):
        self.path = path
        self.holder = None
        self.file_lock = filelock.FileLock(path + ".lock")
