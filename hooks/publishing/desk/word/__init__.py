"""From Word to the site: a Word file, or HTML from Word that was pasted, as Markdown that passes the checks."""
