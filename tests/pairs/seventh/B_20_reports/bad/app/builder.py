import threading

from sqlalchemy import text

QUERY = text("SELECT total FROM lines WHERE report_id = :id")


class ReportBuilder:
    def __init__(self, session, out):
        self.session = session
        self.out = out

    def build(self, report_id):
        rows = self.session.execute(QUERY, {"id": report_id}).all()
        with threading.Lock():  # expect: ASF206
            self.out.write(f"{report_id}\t")
            self.out.write(f"{sum(r.total for r in rows)}\n")
        return report_id, len(rows)
