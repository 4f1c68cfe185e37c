"""The site's search: its vocabulary, how words are folded, and the index that the reader's browser fetches in small pieces.

``overrides/assets/search/index.js`` reads what ``index.py`` writes, and ``folding.js`` there folds words by the rules in
``folding.py``, which travel with the index.
"""
