"""Read, check and arrange what a safeguarding children partnership publishes.

Plain Python over plain values: nothing in this package knows MkDocs. ``hooks/mkdocs_layer.py`` is where the two meet.
"""
