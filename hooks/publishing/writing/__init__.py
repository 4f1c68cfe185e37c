"""The page to write on: one page checked, repaired and shown by itself, its form, and what a browser needs for all of it."""
