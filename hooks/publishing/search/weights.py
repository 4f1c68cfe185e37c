"""What a word or a phrase counts, by where it stands: the one table of the index. A title of one word counts 1.

Each was tried on two sets of queries; the constants stand on a plateau, and these are the plain ones
(``guide/decisions.md``).
"""

from __future__ import annotations

from typing import Final

# Words of a whole page

TITLE: Final = 0.55
"""Of any word of a title; what is left of 1 is shared among the title's words, so that a short title counts more."""

NAME: Final = 0.9
"""Of a name that is one word; times how much the name counts."""
NAME_OF_SEVERAL: Final = 0.6
"""Of a name of several words; divided by the square root of their number."""

AROUND, AROUND_LATER = 0.35, 0.05
"""Of a word that stands in accounts of a subject: of the first page of its group, and of the later ones."""

ELSEWHERE_IN_ALL: Final = 0.045
"""Of how usual a word is in accounts: what is told of what the site does not answer counts at most so much of what is told of pages. How
much more of it is written should not say which page is meant: with 1,660 more lines at their full weight 0.013 of the fresh set were lost."""

UNTOLD: Final = 0.35
"""As if each word had been told so many times more of danger, and of what is calm: one that stands in a single account of danger says 1.5 of
it, as a logarithm. From 0.2 to 0.5 as many accounts that were left out are told rightly; more makes single words of danger too weak."""

SUMMARY: Final = 0.25
WITHIN: Final = 0.3
"""The title of the page that this is a part of."""
TOPIC: Final = 0.2
KIND: Final = 0.8
"""Of a resource: "newsletter" asks for newsletters."""
KIND_OF_PAGE: Final = 0.15
MONTH: Final = 0.3

# Words of its text

HEADING: Final = 0.25
HEADING_SHARED: Final = 0.15
"""Shared among the words of a heading."""
BODY: Final = 0.32
"""The most that a word can count which stands in the text alone, however often."""
HALF_WAY: Final = 1.2
"""How often a word stands in a text of usual length to count half of that."""
LENGTH_FIXED, LENGTH_SHARED = 0.6, 0.4
"""How a text's length tells: of twice the usual length, a word must stand there so much more often."""
LEAST_USUAL_LENGTH: Final = 500
"""Letters of a text of usual length, on a site of very short pages."""

OTHER_PLACES: Final = 0.2
"""How much further places count beside the best; less the more there are."""
MANY_PLACES: Final = 4

# Names that several documents share

SHARED_NAME: Final = -0.25
"""Exponent: a name of many documents is less of a name."""

# Phrases

TITLE_AS_PHRASE: Final = 1.0
PART_OF_TITLE: Final = 0.85
PAIR_IN_TITLE, PAIR_IN_TERM = 0.6, 0.3
HEADING_AS_PHRASE: Final = 0.4
BEFORE_COLON_OF_HEADING: Final = 0.5
PAIR_IN_HEADING: Final = 0.2
PAIR_IN_SUMMARY, PAIR_WITHIN, PAIR_IN_KIND = 0.2, 0.35, 0.6
LIST_BY_ITS_TITLE: Final = 1.0
"""A list counts little beside what it lists, unless it is asked for by its title."""
TOPIC_BY_ITS_SUBJECT: Final = 0.65
"""The whole question is the subject of a topic: it counts more than documents that share it as another name, and less than one of that title."""

# What documents are, and where their names come from

OWN_NAME, FROM_GROUP, LATER_IN_GROUP, FROM_GLOSSARY, GLOSSARY_TYPED = 0.9, 0.85, 0.65, 0.55, 0.3
"""How much another name of a page counts, by where it comes from: the page itself, the first and the later pages of a
group of synonyms, a term of the glossary that is the page's name, and what people type for that term."""

TERM, TERM_NAME, TERM_TYPED = 0.5, 0.95, 0.6
"""A row of the glossary; its forms and what is asked of them; what else people type for it."""

PAGE, CHAPTER, TOPIC_PAGE, AUDIENCE_PAGE, LIST_PAGE = 0.9, 0.85, 0.5, 0.4, 0.55
RESOURCE, RESOURCE_HELD, STRATEGY_OR_REPORT, NEWSLETTER = 1.0, 0.9, 0.9, 0.6
OUT_OF_USE: Final = 0.5
"""Of a resource that was withdrawn or replaced."""

MEANT: Final = 0.85
"""What a list or a row of the glossary weighs at least for words that the vocabulary leads to it on purpose."""

IN_TEXT_ALONE: Final = 2
"""A word counts as common by the square of twice what it counts in a document, at most once: ten pages that mention it in passing are not one about it."""

# What a question's words and phrases count; the index carries these to the reader's browser, where ``ranking.js`` adds them up

QUESTION: Final[dict[str, float]] = {
    "rarest": 4.5,          # of a word that hardly a page has
    "least_rarity": 0.05,   # of one that every page has
    "english_rare": 30,     # a word of English is as telling as any up to here (``english.txt``) ...
    "english_slope": 0.03,  # ... and less by so much with each step that it is commoner,
    "english_least": 0.1,   # down to this: "boy", "woman" and "want" do not decide
    "name_from": 0.45,      # of the pages that a word is the name of, it tells as a rare word would: "April" is a page here;
    "name_full": 0.75,      # half a name counts in part
    "weak": 0.12,           # a word of questions by itself,
    "weak_in_phrase": 2,    # and beside others
    "frame": 0.35,          # "what went wrong", beside a word that says what about,
    "of_kind": 0.6,         # and "briefing"
    "number": 0.4,          # a number tells little: "15 year old"
    "doubtful": 0.5,        # a short word that was mended and that no neighbour confirms: "cold" is no slip for "could"
    "long": 6,              # so many letters make a word that is not short
    "other_reading": 0.8,   # what a word is less likely to be meant for
    "phrase": 0.9,          # a row of words that stands in a name, for their rarity,
    "longer_phrase": 0.6,   # and for each of them after the first
    "together": 0.5,        # two words of one name, for their rarity, wherever they stand
    "meaning": 4.0,         # what the question is about, beside the best page by its words, in a question of many words:
    "meaning_after": 3,     # a short one names its subject; so many words are short,
    "meaning_over": 4,      # so many more are many;
    "phrase_names": 0.3,    # where no row of its words leads anywhere so well, and it is no name, it names nothing,
    "unnamed_longer": 1.75,  # and counts as so many words longer: "lad ran off";
    "meaning_bulk": 0.1,    # a page of which much is told is asked for more often: an exponent;
    "meaning_named": 0.5,   # less where the whole question is a name;
    "meaning_span": 1.7,    # nothing for a page that is so much less likely, as a logarithm, times the root of how many words speak;
    "topic": 1.25,          # a topic, beside a document on it of which the same is told
    "usual_words": 450,     # as if each page were told of in so many usual words more: a word that stands there once proves little
    "one_word_name": 1.6,   # a word that is a name by itself
    "name": 1.3,            # the whole question as a name, for the rarity of its words,
    "name_alone": 2.5,      # and at all
    "variant_impact": 0.4,  # a spelling variant counts as a phrase as well, where it leads somewhere so well
    "phrase_votes": 2,      # of a hit's sections, the one to lead to has most of the question: a phrase counts so much more than its words,
    "majority": 0.5,        # and it must have so much of the question
    "coverage": 0.7,        # what a page loses that answers none of the question
    "full_fit": 0.5,        # whether the first result answers: it fits a word fully that it matches so well;
    "sure_fit": 1.77,       # for the part of the question that it fits,
    "sure_score": 1.44,     # for the logarithm of its score,
    "sure_ours": 0.77,      # for how much likelier the question is of any page than of what the site does not answer, as a logarithm
    "most_ours": 8,         # of at most so much either way;
    "told_least": 100,      # words that must be told of a page, for that to count,
    "ours_untold": 4,       # and what counts of any other: as of a question of which it is likely;
    "sure_elsewhere": 2.19,  # against it, words of what the site does not answer
    "sure_missing": 2.35,   # and words that no page has
    "weak_below": 4.6,      # with less, the reader is told that it may not answer;
    "nothing_below": 1.3,   # with less still, that nothing here does. A logistic regression on 1,488 questions with an answer and 395 without; these two again when 1,660 more lines told of what is not answered, on 1,984 and 581
    "danger_guide": 2,      # an urgent guide that answers best says as much of danger as words that make it so much likelier, as a logarithm; that nothing here answers, as much against it;
    "danger_least": 0.25,   # with so much whom to ring stands above the results: any sign will do, for a miss is worse than a false alarm, but words of which nothing is known are none
    "least_by_word": 0.05,  # what has less of the best score is left out: so much for each word of the question,
    "most_least": 0.35,     # and never more than this,
    "places": 3,            # but the first so many of a question of many words
    "least_of_places": 0.05,  # need no more than this;
    "topic_before": 0.5,    # a topic of the first is the last of these, unless what stands there has so much of the best score
}
