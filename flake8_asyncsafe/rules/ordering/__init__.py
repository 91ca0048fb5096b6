"""Ordering (ASF5xx)."""
