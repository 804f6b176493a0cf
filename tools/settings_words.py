"""What each `MAILLAGE_*` environment variable or setting does; the reference fails when one is missing here."""

WORDS: dict[str, str] = {}
