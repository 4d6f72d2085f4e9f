"""The words of a session: those of its language, and those that its exercises declare."""

from hamstride.exercises.values import Session
from hamstride.text.words import Words, flatten


def words_of(session: Session) -> Words:
    """Words that know every message of a session; a declaration's own texts have ids like
    `exercise.standing-curl.text.title`."""
    more = dict(flatten({"exercise": session.declarations}))
    return Words.to(session, more)
