"""What goes on paper: a sheet of each briefing and urgent guide, the pocket card, the posters, and the code that leads back to a page."""
