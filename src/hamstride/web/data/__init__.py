"""All that is kept about the runner: to take away, to read back, to delete."""
