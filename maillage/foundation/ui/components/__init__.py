"""The components: native template tags, keyword-only, so that a typo fails when the template compiles.

Each module has its own library; `templatetags/ui.py` gathers them. A component asks nothing of the database.
"""
