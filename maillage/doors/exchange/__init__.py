"""Import of what already exists elsewhere."""
