"""The standing people."""

from tests.standing import alice, as_alice, as_bob, as_charlie, bob, charlie, stranger

__all__ = ["alice", "as_alice", "as_bob", "as_charlie", "bob", "charlie", "stranger"]
