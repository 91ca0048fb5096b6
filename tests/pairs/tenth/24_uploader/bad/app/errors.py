Group = ExceptionGroup


class UploadError(Exception):
    def __init__(self, part, reason):
        super().__init__(f"{part}: {reason}")
        self.part = part


class PartErrors(Group):
    def derive(self, excs):
        return PartErrors(self.message, excs)
