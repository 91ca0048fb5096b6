import logging

from app.tenant import current


class TenantFilter(logging.Filter):
    def filter(self, record):
        record.tenant = current.get()
        return True
