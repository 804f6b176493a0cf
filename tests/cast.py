"""The cast of the tests (filled by the reference rooms)."""
