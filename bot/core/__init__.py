"""The pure matching core: values and decisions. Standard library only, no I/O, no clock."""
