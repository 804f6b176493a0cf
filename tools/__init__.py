"""What developers and CI run: tests on both databases, messages, generated reference, pictures, measures."""
