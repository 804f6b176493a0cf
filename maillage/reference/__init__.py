"""Who exists: territories, organisations, accounts."""
