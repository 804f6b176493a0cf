"""The application, its pieces, its extract, and the pathway that follows."""
