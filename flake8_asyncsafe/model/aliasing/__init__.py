"""Objects that go by several names."""
