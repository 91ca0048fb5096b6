import threading

from sqlalchemy import text

QUERY = text("SELECT total FROM lines WHERE report_id = :id")


class ReportBuilder:
    def __init__(self, make_session, out):
        self.make_session = make_session
        self.out = out
        self._out_lock = threading.Lock()

    def build(self, report_id):
        with self.make_session() as session:
            rows = session.execute(QUERY, {"id": report_id}).all()
        with self._out_lock:
            self.out.write(f"{report_id}\t")
            self.out.write(f"{sum(r.total for r in rows)}\n")
        return report_id, len(rows)
