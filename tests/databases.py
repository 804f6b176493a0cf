"""Which database the suite runs on: SQLite in memory by default, PostgreSQL when `MAILLAGE_DATABASE` names a server."""
