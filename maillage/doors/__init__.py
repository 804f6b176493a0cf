"""Where people and other systems come in: home pages, demonstration."""
