"""Blocking the event loop (ASF1xx)."""
