"""What makes a site fast to read and to build again: results that are taken over where they would be made of the same."""
