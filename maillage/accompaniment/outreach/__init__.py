"""Rounds in the street and online, what is observed there, and its capture without network."""
