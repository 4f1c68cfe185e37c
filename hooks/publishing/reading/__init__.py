"""Files as people wrote them: names, encodings, YAML, front matter and Markdown, each with its line."""
