"""What becomes of tasks, futures and coroutine objects after they were made."""
