"""The site's search: its vocabulary, how words are folded, and the index that the reader's browser fetches in small pieces.

``overrides/assets/search/search.js`` reads what ``index.py`` writes. Both fold words by the rules in ``folding.py``,
which travel with the index.
"""
