"""What sets up, builds and locks. Runs on a bare Python 3.11 with nothing installed."""
