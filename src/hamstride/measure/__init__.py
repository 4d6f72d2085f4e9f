"""Strength balance, flexibility, the load of each exercise, and the error of every number. Standard library only."""
