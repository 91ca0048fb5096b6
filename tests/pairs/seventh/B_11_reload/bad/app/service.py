import os

from app.layered import LayeredSettings
from app.reloader import Reloader


def build(defaults):
    settings = LayeredSettings(defaults, "TENANT_")
    reloader = Reloader(settings, lambda: dict(os.environ))
    reloader.start()
    return settings, reloader


def handle(settings, reloader, request):
    if request["path"] == "/settings/reset":
        settings.reset(request["body"])
    elif request["path"] == "/settings/flush":
        reloader.settle()
    return settings.snapshot()
