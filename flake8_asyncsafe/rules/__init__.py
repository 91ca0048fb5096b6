"""The rules, one file each, one package per family."""
