"""A home per role."""
