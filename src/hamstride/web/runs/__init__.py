"""Runs: bringing them in, typing them in, and what was done around them."""
