"""Encrypted files, PDF letters and minutes."""
