"""Mail kept for her (domiciliation): never opened, told by her safe channel."""
