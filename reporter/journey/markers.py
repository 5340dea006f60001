"""Words and signs by which people set one problem apart from the next, and by which they do not. English."""

import re

_ANY = re.IGNORECASE

ITEM = re.compile(
    r"^[ \t]*(?:(?:problem|issue|question|fault)s?[ \t]*(?:no\.?|nr\.?|\#)?[ \t]*)?"
    r"\(?(?P<number>\d{1,2})[.):][ \t]+(?=\S)|^[ \t]*(?P<bullet>[-*•–+])[ \t]+(?=\S)",
    _ANY | re.MULTILINE,
)
INLINE = re.compile(r"(?:^|(?<=[\s:;,.]))\(?(?P<number>\d)\)[ \t]+(?=\S)")
"""`1) ...  2) ...` within a line."""

SEVERAL = re.compile(
    r"\b(?:two|three|four|five|several|multiple|various|a few|a couple of|[2-5])\s+(?:[\w-]+\s+){0,2}?"
    r"(?:problems|issues|questions|faults|complaints|matters|topics|requests)\b",
    _ANY,
)
STEPS = re.compile(
    r"\b(?:steps?|reproduc\w+|tried|try|trying|checked|tested|i did|we did|have done|already done|settings?|config\w*"
    r"|how to|versions?|details?|setup|set-up|environment|scenario|sequence|order)\b",
    _ANY,
)
"""What introduces a list of what was done or of what there is."""

_AND = r"(?:(?:and|also|then|plus|besides|by the way|btw)[, ]+)*"
_HAVE = r"(?:(?:there (?:is|are)|(?:we|i)(?: have|['’]ve)(?: got)?|(?:we|i) also (?:have|got)|have)\s+(?:also\s+)?)?"
_NEXT = (
    r"(?:an?\s+|the\s+|my\s+|our\s+)?(?:another|other|second|third|fourth|fifth|one more|further|separate|additional"
    r"|2nd|3rd|(?:completely\s+|totally\s+)?(?:different|unrelated))"
)
_KIND = (
    r"(?:(?:unrelated|separate|different|small|minor|completely|totally|technical)\s+){0,2}"
    r"(?:problem|issue|question|matter|topic|complaint|request)"
)
_ELSEWHERE = (
    r"(?!\s+(?:on|in|from)\s+(?:the|your|this)\b"
    r"|\s+(?:was|has been|is)\s+(?:already\s+)?(?:reported|closed|opened|solved))"
)
ANOTHER = re.compile(
    rf"{_AND}{_HAVE}{_NEXT}\s+{_KIND}\b{_ELSEWHERE}"
    r"|(?:we|i) also have an? (?:question|problem|request)\b"
    r"|on an? ?(?:different|other|unrelated|separate) (?:note|topic|matter)\b|on another (?:note|topic|matter)\b"
    r"|unrelated(?: to (?:this|that|the above))?\s*[:,]|(?:problem|issue|question)\s*(?:no\.?\s*|\#)?[2-5]\s*[:.)]",
    _ANY,
)
"""A sentence that says so itself."""

_ADDS = (
    r"(?:and\s+|but\s+)?(?:also|in addition|additionally|besides|furthermore|moreover|on top of (?:that|this|it)|plus"
    r"|apart from (?:that|this)|separately|by the way|btw|secondly|second(?=,)|thirdly|third(?=,)|finally|another)\b"
)
ALSO = re.compile(rf"{_ADDS}|(?:[\w'’]+\s+){{1,4}}also\b", _ANY)
"""A sentence that adds something, be it another problem or a detail."""

FOLLOWS = re.compile(
    r"(?:this|that|it|they|these|those|which|then|so|therefore|hence|thus|because|as a result"
    r"|after(?:wards| that)?|now)\b"
    r"|.*\b(?:because|since|due to|caus(?:ed|ing|es)|as a result|therefore|that is why|leads? to|means)\b",
    _ANY | re.DOTALL,
)
"""A sentence that goes on about the one before it."""

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+\s*|[,;]\s+(?=(?:and\s+|but\s+)?also\b)", _ANY)
CLAUSE = re.compile(r"\s+(?:and|&|\+)\s+(?:also\s+)?|\s*[;/|]\s*|,\s*also\s+", _ANY)
"""Between the parts of a title."""

MARK = re.compile(
    rf"\s*(?:{ITEM.pattern.replace('?P<number>', '').replace('?P<bullet>', '')}|\(?\d\)[ \t]+)?"
    rf"(?:(?:{ANOTHER.pattern})(?:\s*(?:is|:|,|-|that)(?=[\s:,])\s*)*|{_ADDS}\s*[,:]?)?",
    _ANY,
)
"""All of it at the beginning of a problem."""

FENCE = re.compile(r"^```.*?(?:^```|\Z)", re.MULTILINE | re.DOTALL)
MACHINE = re.compile(
    r"^[ \t]*(?:>|\||\$ |(?:INVITE|REGISTER|ACK|BYE|OPTIONS|CANCEL|SUBSCRIBE|NOTIFY)\s+sips?:|SIP/2\.0|[a-z]=\S"
    r"|(?:Via|From|To|Call-ID|CSeq|Contact|Max-Forwards|User-Agent|Content-\w+|Allow|Route|Record-Route|Server|Reason):"
    r"|\[?\d{4}-\d\d-\d\d[T ]\d\d:|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d).*$",
    re.MULTILINE,
)
"""A line that no person wrote."""
