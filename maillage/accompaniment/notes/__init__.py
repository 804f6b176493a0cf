"""Notes at three levels, never lost, and never wider than said."""
