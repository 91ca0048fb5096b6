"""The analysis itself (ASF0xx)."""
