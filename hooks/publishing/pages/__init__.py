"""Every page of the site: those that somebody wrote, those that are made, and the macros in them."""
