from contextvars import ContextVar

current = ContextVar("tenant", default="public")


def bucket_name(tenant, suffix):
    return f"{tenant}-{suffix}".lower()
