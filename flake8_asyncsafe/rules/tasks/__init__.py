"""Coroutines and tasks (ASF3xx)."""
