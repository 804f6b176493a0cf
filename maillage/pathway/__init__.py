"""The application and the commission."""
