"""How an association receives: the mode of each activity, what a change of mode carries with it, how many people at once."""
