"""What is published: pages and resources of every kind, read from their files into one catalogue."""
