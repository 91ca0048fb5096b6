"""Locks (ASF2xx)."""
