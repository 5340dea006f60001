"""Keys that somebody pressed, as logs tell of them: they may be a PIN."""

import re

from reporter.evidence.redaction.marks import Marks

_WORDS = ("dtmf", "2833", "digit", "entered", "pressed", "signal")
_KEYS = r"[0-9*#A-D]"
_NAMES = "zero|one|two|three|four|five|six|seven|eight|nine|star|pound|hash"
_QUOTED = re.compile(rf"(?i)(?<=['\"])({_KEYS}{{1,64}})(?=['\"])")
_AFTER_DTMF = re.compile(
    rf"(?i)(\bdtmf(?:[_ -](?:digits?|tones?|events?|key|begin|end|recv|received|sent|sending))*(?:[ \t]+(?:{_NAMES}))?"
    r"(?: on call \d{1,6})?(?:[ \t]*[:=(]?[ \t]*|[ \t]+\[))"
    rf"(?!2833\b|4733\b)({_KEYS}(?:{_KEYS}|[ ,](?={_KEYS}\b)){{0,64}})(?![\w.-])"
)
_NAMED_TONE = re.compile(rf"(?i)(\bdtmf[ \t]+)({_NAMES})\b")
_AFTER_DIGIT = re.compile(
    r"(?i)((?<![a-z])(?<!max )(?<!min )(?:digits?|tones?)"
    r"(?:[ \t]+(?:is|are|was|were|received|collected|dialed|entered|pressed|sent|queued))?[ \t]*[:=(\[]?>?[ \t]*)"
    rf"({_KEYS}{{1,64}})(?![\w.%-])"
)
_ENTERED = re.compile(
    r"(?i)(\b(?:entered|pressed|keyed in)(?:[ \t]+(?:key|digits?|pin|code))?[ \t]*:?[ \t]*)"
    rf"({_KEYS}{{3,64}})(?![\w.:-])"  # fewer are a key of a menu, and no PIN
)
_EVENT = re.compile(r"(?i)(2833 .{0,200}?\bevent:?[ \t]+)(\d{1,8})\b")  # Asterisk, of the sound itself
_SIGNAL = re.compile(rf"(?i)((?:^|[\s|>])signal[ \t]*=[ \t]*)({_KEYS}{{1,16}})(?=\s*$)")


def without_digits(line: str, marks: Marks) -> str:
    low = line.lower()
    if not any(word in low for word in _WORDS):
        return line
    patterns = [_AFTER_DIGIT, _ENTERED, _EVENT]
    if "dtmf" in low:
        patterns = [_AFTER_DTMF, _NAMED_TONE, *patterns]
    if "dtmf" in low or "digit" in low or "entered" in low or "pressed" in low:
        line = _QUOTED.sub(lambda found: marks.out("digits", found[0]), line)
    for pattern in (*patterns, _SIGNAL):
        line = pattern.sub(lambda found: found[1] + marks.out("digits", found[2]), line)
    return line
