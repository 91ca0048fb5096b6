"""Cancellation and timeouts (ASF4xx)."""
