"""Secret tokens of links and addresses. Only their hash is kept: who can read the database can open nothing with it."""

import hashlib
import secrets


def new() -> str:
    """A fresh token that nobody guesses."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
