"""Contacts, rhythms, call lists and messages: how the link is kept with each person."""
