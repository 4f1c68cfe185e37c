"""How the annual report's figures are printed: in words, as tables, as charts, as open data."""
