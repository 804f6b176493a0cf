"""Legal time: pure functions of dates, events and dated law. Nothing here reads a clock."""
