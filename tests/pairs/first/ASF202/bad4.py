import threading
from datetime import date


class Calendar:
    def __init__(self, source) -> None:
        self.source = source
        self.guard = threading.RLock()
        self.days: dict[date, str] = {}

    def load(self, text: str) -> date | None:
        self.guard.acquire()  # expect: ASF202
        try:
            day = date.fromisoformat(text)
            self.days[day] = self.source.lookup(day)
        except ValueError:
            self.guard.release()
            return None
        self.guard.release()
        return day
