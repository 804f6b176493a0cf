"""Who may do what, and see which rows. Denies by default, in the middleware, in the managers and in the services."""
