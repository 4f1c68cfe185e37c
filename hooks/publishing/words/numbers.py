"""Numbers in words."""

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 20 + 10 * place for place, word in enumerate(_TENS)},
    **{f"{ten}-{one}": 20 + 10 * place + value for place, ten in enumerate(_TENS) for value, one in enumerate(_ONES[1:10], 1)},
}
"""Numbers in words, up to ninety-nine."""
