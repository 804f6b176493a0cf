"""First requests: ten seconds to note, no identity needed."""
