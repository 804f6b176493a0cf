"""Regions, departments, cities and zones."""
