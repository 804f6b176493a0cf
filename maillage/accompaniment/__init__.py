"""The link with each person: the association's own rooms."""
