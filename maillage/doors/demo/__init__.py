"""Spring 2020 replayed."""
