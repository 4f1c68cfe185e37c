"""The lists that readers follow, and how they are written for feed readers, mail programs, calendars and other sites."""
