"""Her situation in sections, all optional, and the path of a minor."""
