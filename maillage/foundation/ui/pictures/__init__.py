"""Pictures drawn on the server: SVG with a title, a description and a table under it; classes only, never a style attribute."""
