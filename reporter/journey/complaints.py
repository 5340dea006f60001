"""What a clause complains about, in the words of telephony and of what surrounds it. English; other words say nothing.

A topic named is no complaint: "the sound is fine" has a topic and no trouble. What is not known here is not found,
which costs an offer and nothing else."""

import re

_TOPICS = {
    "audio": r"audio|sounds?|voice quality|hear(?:s|ing)?|echo\w*|choppy|crackl\w+|robotic|garbled|distorted|silence",
    "registration": r"registers?|registered|registering|registration|unregister\w*",
    "drops": r"(?:calls?|lines?|conversations?)\b.{0,30}\b(?:drop\w*|cut off|disconnect\w*|hang up|hung up)"
    r"|dropped calls?",
    "handling": r"forward\w*|divert\w*|call transfers?|transferr\w+|on hold|hold music|(?:hunt|ring) groups?|queues?",
    "voicemail": r"voice ?mails?|mailbox(?:es)?",
    "recordings": r"recordings?",
    "fax": r"fax(?:es)?",
    "messages": r"sms|text messages?",
    "tones": r"dtmf|keypad|key presses",
    "caller id": r"caller ?-?ids?|(?:display(?:ed)?|shown?|presented?) (?:name|number)",
    "numbers": r"porting|ported|number transfers?|transfer of (?:our |the |my )?numbers?|port of",
    "billing": r"invoices?|invoiced|bills?|billed|billing|charged|charges|overcharg\w+|refund\w*|payments?|balance",
    "portal": r"portal|dashboard|web ?sites?|web interface|control panel|admin (?:page|panel)|log ?ins?|log into"
    r"|sign ?in",
    "calls": r"calls?|calling|dial\w*|rings?|ringing",
}
_KNOWN = {topic: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for topic, words in _TOPICS.items()}
_ALONE = "calls"  # said with every other topic, so it counts only where nothing else is named
_TROUBLE = re.compile(
    r"\b(?:no|not|cannot|\w+n['’]t|(?:ca|do|does|did|wo|is|are|was)nt|never|nobody|nothing|none|unable|fail\w*"
    r"|wrong\w*|broken|missing|errors?|stuck|dead|down|blank|slow|late|delayed|twice|double|lost|loses|losing"
    r"|empty|incorrect\w*|reject\w*|drop\w*|cut off|disconnect\w*|hang up|hung up|crash\w*|too|stopped|stops|bad"
    r"|poor|unregister\w*|echo\w*|choppy|crackl\w+|robotic|garbled|distorted|silence|one-?way|overcharg\w+"
    r"|anonymous|instead|freezes?|frozen|problems?|issues?|trouble)\b",
    re.IGNORECASE,
)
_NO_TROUBLE = re.compile(
    r"\b(?:no|not an?|never an?|without(?: an?y?)?|not any)\s+(?:other\s+)?"
    r"(?:errors?|problems?|issues?|trouble|change)\b|\bnot only\b"
    r"|\bnothing (?:unusual|special|strange|wrong|new)\b|\b(?:did|could|can)(?: ?not|n['’]t) (?:find|see)\b"
    r"|\bno longer (?:an? )?(?:problem|issue)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[,;:()]|\s[-–—]\s|\b(?:but|however|while|although|whereas|though|except|if|when)\b", re.IGNORECASE
)

_WORLDS = frozenset({"billing", "portal", "numbers"})


def complaints(text: str) -> frozenset[str]:
    """The topics of the text that something is wrong with."""
    found: set[str] = set()
    for clause in _CLAUSES.split(_NO_TROUBLE.sub(" ", text)):
        if _TROUBLE.search(clause):
            topics = {topic for topic, words in _KNOWN.items() if words.search(clause)}
            found |= topics - {_ALONE} or topics
    return frozenset(found)


def worlds(topics: frozenset[str]) -> frozenset[str]:
    """Wider than topics: one fault of a telephone line shows in many ways, but not on the invoice."""
    return frozenset(topic if topic in _WORLDS else "telephone" for topic in topics)
