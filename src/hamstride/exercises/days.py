"""A day in words: the day of its week, its date, and whichever of the two says without doubt which day is meant."""

from datetime import date, timedelta

from hamstride.exercises.values import Message

BY_WEEKDAY = timedelta(days=6)  # so far the day of the week names a day without doubt


def weekday(day: date) -> Message:
    """The name of the day of the week."""
    return nth_weekday(day.weekday())


def nth_weekday(number: int) -> Message:
    """The name of a day of the week by its number: 0 is Monday."""
    return Message.of(f"day.weekday.{number}")


def month(number: int) -> Message:
    """The name of a month in full: 1 is January."""
    return Message.of(f"day.month.{number}")


def date_of(day: date) -> Message:
    """The day and the month in full."""
    return Message.of("day.date", day=day.day, month=month(day.month))


def named(day: date, seen_from: date) -> Message:
    """A day by the day of its week, where that says without doubt which one it is; further away with its date."""
    if abs(day - seen_from) <= BY_WEEKDAY:
        return weekday(day)
    return Message.of("day.dated", weekday=weekday(day), date=date_of(day))
