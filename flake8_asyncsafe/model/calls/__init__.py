"""Who calls, starts and blocks whom."""
