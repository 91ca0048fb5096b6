"""ASF9: one interface, one calling convention."""
