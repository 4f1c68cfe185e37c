"""What happens to a finished folder: it takes the place of the old one, or is made to work without a server."""
