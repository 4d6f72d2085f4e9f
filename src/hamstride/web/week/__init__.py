"""The week: what is planned, moved by hand, and the runs it is planned around."""
