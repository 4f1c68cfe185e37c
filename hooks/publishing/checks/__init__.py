"""What can be wrong in content: one idea a file, each with its rules in words and one function that finds what breaks them.

``everything.py`` runs them all.
"""
