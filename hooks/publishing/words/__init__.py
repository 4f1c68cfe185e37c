"""Small things with rules of their own: dates, their spellings, addresses."""
