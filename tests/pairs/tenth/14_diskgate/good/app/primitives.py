import asyncio
import threading


def make_gate(limit):
    return asyncio.Semaphore(limit)


def make_lock():
    return threading.Lock()


_named = {}


def named_lock(name):
    return _named.setdefault(name, threading.Lock())
