"""What the partnership keeps in ``data/``: one module for each file."""
