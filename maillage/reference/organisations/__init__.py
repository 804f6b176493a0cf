"""Organisations, their dated accreditations and statuses."""
