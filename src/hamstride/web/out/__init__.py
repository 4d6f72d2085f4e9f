"""What one takes along: the file for the watch, the calendar, the card for the fridge."""
