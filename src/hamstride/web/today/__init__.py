"""Today: what now, why, how long."""
