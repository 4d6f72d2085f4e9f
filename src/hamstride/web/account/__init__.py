"""Coming in, the first questions, settings."""
