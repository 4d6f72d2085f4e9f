"""A form that cannot be read: one way for all of them.

The view shows its page again with all that was sent and the `misread` in its context; the tags `mark` and `wrong` put it at its
field, where the page then opens.
"""

from hamstride.exercises.values import Message


class Misread(ValueError):
    """`field` is the name of the field at which reading stopped; `message` says what it should look like."""

    def __init__(self, field: str, id_: str, **params: str | float | Message) -> None:
        super().__init__(id_)
        self.field, self.message = field, Message.of(id_, **params)
