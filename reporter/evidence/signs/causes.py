"""What the telephone network says itself: Q.850 causes in Reason, and the codes of Warning."""

import re
from collections.abc import Iterator, Mapping

from reporter.evidence.signs.course import LONGEST_VALUE, REFUSED, Course, text_of
from reporter.evidence.signs.log_codes import HANGUP_CAUSES
from reporter.evidence.signs.wording import ANSWER, BESIDE, CAUSE, Found, Meaning, found

CAUSES: Mapping[int, Meaning] = {
    1: Meaning("Cause 1: the number is not allocated.", ("unallocated number", "unknown number")),
    2: Meaning(
        "Cause 2: there is no route to the network that was asked for.", ("no route to transit network", "routing")
    ),
    3: Meaning("Cause 3: there is no route to the destination.", ("no route to destination", "routing")),
    17: Meaning("Cause 17: the called user is busy.", ("user busy",)),
    18: Meaning("Cause 18: the called device did not respond.", ("no user responding",)),
    19: Meaning("Cause 19: it rang, and nobody answered.", ("no answer from user",)),
    20: Meaning("Cause 20: the called device is off or out of reach.", ("subscriber absent", "not registered")),
    21: Meaning("Cause 21: the call was rejected, by the person called or by a rule.", ("call rejected",)),
    22: Meaning("Cause 22: the number has changed.", ("number changed", "porting")),
    23: Meaning("Cause 23: the call has to go to a new destination.", ("redirection to new destination",)),
    26: Meaning("Cause 26: another device answered.", ("non-selected user clearing",)),
    27: Meaning("Cause 27: the destination is out of order.", ("destination out of order",)),
    28: Meaning("Cause 28: the number is incomplete or in a wrong format.", ("invalid number format", "number format")),
    29: Meaning("Cause 29: a facility that the call asked for was rejected.", ("facility rejected",)),
    34: Meaning(
        "Cause 34: no circuit or channel was free; usually a channel limit.", ("no circuit available", "channel limit")
    ),
    38: Meaning(
        "Cause 38: the network is out of order; usually a carrier's fault.", ("network out of order", "carrier")
    ),
    41: Meaning(
        "Cause 41: a temporary failure in the network; trying again may help.", ("temporary failure", "carrier")
    ),
    42: Meaning(
        "Cause 42: a switch is congested; trying again may help.", ("switching equipment congestion", "congestion")
    ),
    44: Meaning("Cause 44: the channel that was asked for is not available.", ("requested circuit not available",)),
    47: Meaning("Cause 47: the network has no resource left for the call.", ("resource unavailable",)),
    50: Meaning("Cause 50: the line has not subscribed to what was asked for.", ("requested facility not subscribed",)),
    52: Meaning("Cause 52: outgoing calls are barred.", ("outgoing calls barred", "call barring")),
    54: Meaning("Cause 54: incoming calls are barred.", ("incoming calls barred", "call barring")),
    55: Meaning("Cause 55: incoming calls are barred in this closed group.", ("incoming calls barred", "call barring")),
    57: Meaning("Cause 57: the line may not use this kind of call.", ("bearer capability not authorized",)),
    58: Meaning(
        "Cause 58: this kind of call is not available now; often encryption or codecs.",
        ("bearer capability not presently available", "codec", "SRTP"),
    ),
    65: Meaning(
        "Cause 65: this kind of call is not supported; often codecs.", ("bearer capability not implemented", "codec")
    ),
    79: Meaning("Cause 79: the service is not supported.", ("service or option not implemented",)),
    88: Meaning(
        "Cause 88: the destination cannot take this kind of call; often codecs or fax.",
        ("incompatible destination", "codec"),
    ),
    96: Meaning(
        "Cause 96: something that the network needs is missing in the call.",
        ("mandatory information element is missing",),
    ),
    97: Meaning("Cause 97: the network does not know a message of this call.", ("message type non-existent",)),
    102: Meaning(
        "Cause 102: a timer ran out; often nothing came back from the other side.",
        ("recovery on timer expiry", "timeout", "session timer"),
    ),
    111: Meaning("Cause 111: the telephone network saw a protocol error.", ("protocol error",)),
    127: Meaning("Cause 127: another network ended the call and gave no cause.", ("interworking", "carrier")),
}
"""ITU-T Q.850 (2018), table 1; 16 and 31 say that nothing was wrong, or nothing at all."""
WARNINGS: Mapping[int, Meaning] = {
    300: Meaning(
        "Warning 300: the network protocol of the sound is not available.", ("incompatible network protocol", "SDP")
    ),
    301: Meaning(
        "Warning 301: the kind of address in the SDP is not available; usually IPv6 against IPv4.",
        ("incompatible network address formats", "IPv6", "SDP"),
    ),
    302: Meaning(
        "Warning 302: the transport of the sound is not available; usually SRTP on one side only.",
        ("incompatible transport protocol", "SRTP", "SDP"),
    ),
    303: Meaning("Warning 303: a measure of bandwidth was not understood.", ("incompatible bandwidth units", "SDP")),
    304: Meaning(
        "Warning 304: a kind of media, such as video or fax, is not available.",
        ("media type not available", "T.38", "video"),
    ),
    305: Meaning(
        "Warning 305: no media format is in common; usually the codecs.", ("incompatible media format", "codec", "SDP")
    ),
    306: Meaning("Warning 306: an attribute of the SDP was not understood.", ("attribute not understood", "SDP")),
    307: Meaning(
        "Warning 307: a parameter of the SDP was not understood.",
        ("session description parameter not understood", "SDP"),
    ),
    330: Meaning("Warning 330: multicast is not available.", ("multicast",)),
    331: Meaning("Warning 331: unicast is not available.", ("unicast",)),
    370: Meaning(
        "Warning 370: the bandwidth is too small for what was asked.", ("insufficient bandwidth", "bandwidth")
    ),
    399: Meaning("Warning 399: the refusal carries a text that says why; read it in the trace.", ("Warning header",)),
}
"""RFC 3261 section 20.43."""
SAID_BY_SIP = Meaning("The call was ended with SIP cause {cause} in its Reason header.", ("Reason header",))
NO_SOUND_CAME = Meaning(
    "The Reason header says that no sound came in any more; the call was ended for that.",
    ("RTP timeout", "no audio", "media timeout"),
)
NORMAL = {0, 16, 31}
HARMLESS = {486, 487}  # as a cause of a branch that ended because another was taken
FREE_TEXT = 399
SAME = {(486, 17), (600, 17), (404, 1), (604, 1), (484, 28), (603, 21), (410, 22), (487, 26), (487, 102)}
"""Response and cause that say the same: the response's meaning is told."""
_CAUSE = re.compile(r"(Q\.850|SIP)[^,\"]{0,80}?;[ \t]*cause[ \t]*=[ \t]*\"?(\d{1,3})(?!\d)", re.IGNORECASE)
_SOUND = re.compile(r"(?:rtp|media)[ _-]{0,2}time[ _-]?out|(?:no|lack of) (?:rtp|media)", re.IGNORECASE)
_WARNING = re.compile(r"(?:^|,)[ \t]*(3\d\d)[ \t]")
_NAME = re.compile(r"[A-Z]{2,}(?:_[A-Z]{2,})+")  # how FreeSWITCH writes a cause
_ASTERISK = "x-asterisk-hangupcausecode"


def network_cause(course: Course) -> Iterator[Found]:
    """Causes in the Reason headers of the call, or in the only one that a list of calls gives."""
    reasons = ", ".join(
        [*(text_of(m, "reason") for m in course.messages if m.header("reason")), course.call.reason[:LONGEST_VALUE]]
    )
    if course.call.kind == "call" and _SOUND.search(reasons):
        yield found(CAUSE, "no-sound-came", NO_SOUND_CAME)
    for protocol, told in dict.fromkeys(_CAUSE.findall(reasons)):
        cause = int(told)
        if protocol.upper() == "SIP":
            yield from _sip_cause(course, cause)
        else:
            yield from _q850(course, cause)
    for told in dict.fromkeys(
        [course.call.reason.strip(), *(message.header(_ASTERISK) for message in course.messages)]
    ):
        if re.fullmatch(r"[0-9]{1,3}", told) and "Q.850" not in reasons:
            yield from _q850(course, int(told))
    for name in _NAME.findall(course.call.reason[:LONGEST_VALUE]):
        yield from _q850(course, HANGUP_CAUSES.get(name, 0))


def warned(course: Course) -> Iterator[Found]:
    """Codes of Warning in answers that refuse."""
    for code in _warnings(course):
        if meaning := WARNINGS.get(code):
            yield found(BESIDE if code == FREE_TEXT else CAUSE - 5, f"warning-{code}", meaning, f"Warning {code}")


def _warnings(course: Course) -> dict[int, None]:
    texts = [text_of(message, "warning") for message in course.messages if message.status >= REFUSED]
    return dict.fromkeys(int(code) for text in texts for code in _WARNING.findall(text))


def _q850(course: Course, cause: int) -> Iterator[Found]:
    meaning = CAUSES.get(cause)
    if meaning is None or cause in NORMAL or (course.call.final, cause) in SAME:
        return
    code = str(course.call.final) if course.failed else ""
    yield found(CAUSE - 10, f"cause-{cause}", meaning, f"Q.850 cause {cause}", code)


def _sip_cause(course: Course, cause: int) -> Iterator[Found]:
    if course.accepted and cause >= REFUSED and cause not in HARMLESS:
        yield found(ANSWER, f"sip-cause-{cause}", SAID_BY_SIP, str(cause), cause=cause)
