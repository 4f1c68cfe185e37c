"""The site's search: its vocabulary, how words are folded, and the index that the reader's browser fetches in small pieces.

``vocabulary.js`` and ``index.js`` in ``overrides/assets/search/`` read what ``index.py`` writes, and ``folding.js`` there folds words by the rules in
``folding.py``, which travel with the index.
"""
