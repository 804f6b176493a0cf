"""Seats, sessions, agenda, opinions, outcomes, decisions."""
