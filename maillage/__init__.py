"""Maillage: keeps the link with each person, moves each application, shows what blocks, counts without exposing anyone."""

__version__ = "0.1.0"
