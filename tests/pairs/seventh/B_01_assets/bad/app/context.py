import logging
import threading

request = threading.local()


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = getattr(request, "id", "-")
        return True


def install(handler):
    handler.addFilter(RequestIdFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s [%(request_id)s] %(message)s"))
    logging.getLogger("assets").addHandler(handler)
