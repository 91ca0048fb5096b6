import os


def merged(extra):
    env = dict(os.environ)
    env.update(extra)
    return env


def flags(target):
    return {"CFLAGS": target.get("cflags", "-O2"), "TARGET": target["name"]}
