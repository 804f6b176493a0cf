"""What to tell whom, without personal data."""
