"""The figures of the annual reports: their files, what must add up, and what is hidden to protect children."""
