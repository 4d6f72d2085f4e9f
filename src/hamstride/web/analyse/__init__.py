"""Looking at a film from the runner's disk, in the page alone."""
