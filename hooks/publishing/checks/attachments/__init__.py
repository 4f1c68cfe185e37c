"""What is inside an attachment, one sort of file in each module: read block by block, and every block must be on a list."""
