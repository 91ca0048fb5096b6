from threading import Lock, RLock

__all__ = ["Lock", "RLock"]
