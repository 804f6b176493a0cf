"""Sites, activities and the mode of each, appointments, and what a change of mode carries with it."""
