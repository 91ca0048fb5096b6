class RowError(Exception):
    def __init__(self, line, reason):
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class ImportFailed(ExceptionGroup):
    def __init__(self, message, errors, path=None):
        super().__init__(message, errors)
        self.path = path

    def __new__(cls, message, errors, path=None):
        return super().__new__(cls, message, errors)

    def derive(self, errors):
        return ImportFailed(self.message, errors, self.path)

    def lines(self):
        return sorted(e.line for e in self.exceptions if isinstance(e, RowError))


class Retry(Exception):
    def __init__(self, after):
        super().__init__(after)
        self.after = after
