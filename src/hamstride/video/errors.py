"""What can be wrong with a film or a pose track, as a message that `text` puts into one sentence."""

from hamstride.exercises.values import Message
from hamstride.text.words import Words


class SourceError(ValueError):
    """A film or a pose track cannot be used, or what was made of it cannot be written.

    `str()` gives the sentence in English; `message` holds its id and parameters for any other language.
    """

    def __init__(self, id_: str, /, **params: str | float) -> None:
        self.message = Message.of(f"cli.source.{id_}", **params)
        super().__init__(self.message)

    def __str__(self) -> str:
        return Words().of(self.message)
