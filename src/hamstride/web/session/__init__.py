"""A session: made, gone on with."""
