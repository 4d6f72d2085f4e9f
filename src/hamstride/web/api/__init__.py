"""The API of the player: JSON in, JSON out, 401 for strangers."""
