"""Ordering: state that is acted upon after others may have changed it."""
