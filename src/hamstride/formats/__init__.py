"""Files in and out: what watches, calendars and printers speak. Values in, bytes out, and back; no Django, no network."""
