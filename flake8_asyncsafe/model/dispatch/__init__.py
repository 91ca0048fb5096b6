"""Dispatch: one interface, one calling convention."""
