"""Audit: the only writer of the trail, hash-chained, append-only."""
