"""A year in simulation, and whether its inspector sees what is wrong."""
