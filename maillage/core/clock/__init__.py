"""Time as law and people count it: calendars, terms, caps, waiting, the timeline of a person."""
