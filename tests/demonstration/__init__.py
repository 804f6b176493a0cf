"""Facts about the whole house, on the built demonstration. Run in a process of its own: tools/run_tests.py."""
