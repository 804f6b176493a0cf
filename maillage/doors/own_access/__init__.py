"""Her own access: no account, off by default, leaving no trace."""
