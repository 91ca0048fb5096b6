"""The balance of acquires and releases: who gives back what he does not hold."""
