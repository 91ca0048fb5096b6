"""The project around a module: what its name is, and where other first-party modules are."""
