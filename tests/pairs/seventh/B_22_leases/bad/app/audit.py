import logging

from app.tenant import current


class TenantFilter(logging.Filter):
    def filter(self, record):
        record.tenant = getattr(current, "name", "public")
        return True
