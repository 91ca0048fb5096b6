import threading

current = threading.local()


def bucket_name(tenant, suffix):
    return f"{tenant}-{suffix}".lower()
