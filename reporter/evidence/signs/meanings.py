"""What each final response usually means for whoever calls or registers (RFC 3261 section 21 and those that add to it).
Codes that customers hardly meet have the sentence of their family; the search knows the name of each code."""

from collections.abc import Mapping

from reporter.evidence.signs.wording import Meaning

CALLS: Mapping[int, Meaning] = {
    301: Meaning(
        "301: the number has moved; the call was sent back to be tried elsewhere.", ("redirect", "call forwarding")
    ),
    302: Meaning(
        "302: the call was sent back to be tried elsewhere; usually a forwarding that the caller's side has to follow.",
        ("Moved Temporarily", "redirect", "call forwarding"),
    ),
    400: Meaning(
        "400: the message was not understood; usually a header or the SDP is malformed, or was changed on its way.",
        ("Bad Request", "malformed", "SIP ALG"),
    ),
    401: Meaning(
        "401: the sign-in was asked for and not accepted.", ("Unauthorized", "password", "digest authentication")
    ),
    403: Meaning(
        "403: understood and refused. Usually the caller ID, the destination or the account is not allowed; trying "
        "again does not help.",
        ("Forbidden", "caller ID not allowed", "destination barred"),
    ),
    404: Meaning(
        "404: there is no such number or user where the call was sent; usually mistyped, in another format, or not "
        "routed.",
        ("Not Found", "unknown number", "number format", "routing"),
    ),
    407: Meaning(
        "407: the sign-in was asked for and not accepted.",
        ("Proxy Authentication Required", "password", "digest authentication"),
    ),
    408: Meaning(
        "408: no answer came in time from where the call was sent; usually a device that is off, or a firewall.",
        ("Request Timeout", "no response", "firewall"),
    ),
    410: Meaning("410: the number or user is gone for good.", ("Gone", "number changed", "porting")),
    415: Meaning(
        "415: the other side does not understand this kind of content, or how it is packed.",
        ("Unsupported Media Type", "Content-Type", "SDP"),
    ),
    416: Meaning(
        "416: the other side does not know this kind of address, such as tel: in place of sip:.",
        ("Unsupported URI Scheme", "tel URI"),
    ),
    420: Meaning(
        "420: the call insists on an extension (Require) that the other side does not have.",
        ("Bad Extension", "Require", "Unsupported"),
    ),
    421: Meaning(
        "421: the other side insists on an extension, often 100rel or timer, that the caller's side does not offer.",
        ("Extension Required", "Supported", "100rel"),
    ),
    422: Meaning(
        "422: the session timer is too short for the other side, and no longer one was tried.",
        ("Session Interval Too Small", "session timer", "Min-SE"),
    ),
    428: Meaning(
        "428: the call needs a signed caller identity (STIR).", ("Use Identity Header", "STIR SHAKEN", "Identity")
    ),
    429: Meaning(
        "429: the transfer does not say who asked for it.", ("Provide Referrer Identity", "Referred-By", "transfer")
    ),
    430: Meaning(
        "430: the connection over which the device had registered is gone.",
        ("Flow Failed", "registration", "keep-alive", "NAT"),
    ),
    433: Meaning(
        "433: the called side takes no calls without a caller ID.", ("Anonymity Disallowed", "anonymous", "caller ID")
    ),
    436: Meaning(
        "436: the signature of the caller identity could not be fetched or read.",
        ("Bad Identity Info", "STIR SHAKEN", "certificate"),
    ),
    437: Meaning(
        "437: the certificate that signed the caller identity is not trusted.",
        ("Unsupported Credential", "STIR SHAKEN", "certificate"),
    ),
    438: Meaning(
        "438: the signature of the caller identity does not fit the call; often something changed on its way, or a "
        "clock is wrong.",
        ("Invalid Identity Header", "STIR SHAKEN", "PASSporT"),
    ),
    480: Meaning(
        "480: known, but cannot be reached now; usually a device that is not registered, do-not-disturb, or ringing "
        "that nobody answered.",
        ("Temporarily Unavailable", "not registered", "do not disturb", "no answer"),
    ),
    481: Meaning(
        "481: the other side does not know of this call; usually it was over already, or restarted.",
        ("Call/Transaction Does Not Exist", "dialog"),
    ),
    482: Meaning(
        "482: the call came back to where it had been; usually two forwardings that point at each other.",
        ("Loop Detected", "loop", "call forwarding"),
    ),
    483: Meaning(
        "483: the call went through too many servers; usually a loop between two of them.",
        ("Too Many Hops", "Max-Forwards", "loop"),
    ),
    484: Meaning(
        "484: digits are missing; usually dialled too short, or sent before all of them were dialled.",
        ("Address Incomplete", "number format", "dial plan"),
    ),
    486: Meaning(
        "486: busy: on another call, or no free channel.", ("Busy Here", "user busy", "channel limit", "call waiting")
    ),
    488: Meaning(
        "488: the sound as it was offered is not acceptable; usually no common codec, or encryption (SRTP) on one "
        "side only.",
        ("Not Acceptable Here", "codec", "SRTP"),
    ),
    489: Meaning(
        "489: the other side does not know this kind of event; its Allow-Events names those it knows.",
        ("Bad Event", "Allow-Events", "SUBSCRIBE"),
    ),
    491: Meaning(
        "491: both sides wanted to change the call at the same moment, and it was not tried again.",
        ("Request Pending", "re-INVITE", "glare"),
    ),
    500: Meaning("500: a fault in the server or PBX that answered.", ("Server Internal Error",)),
    501: Meaning("501: the other side does not know this method.", ("Not Implemented",)),
    502: Meaning("502: a gateway got a bad answer from the network behind it.", ("Bad Gateway", "carrier")),
    503: Meaning(
        "503: out of service or no capacity; usually a channel limit, a carrier's fault or an overload.",
        ("Service Unavailable", "channel limit", "overload", "carrier"),
    ),
    504: Meaning(
        "504: a server behind the one that answered did not answer in time; it may also be its DNS.",
        ("Server Time-out", "DNS", "gateway"),
    ),
    513: Meaning("513: the message is larger than the other side takes.", ("Message Too Large", "message size")),
    600: Meaning("600: busy everywhere; no other device or voicemail is tried.", ("Busy Everywhere", "user busy")),
    603: Meaning(
        "603: declined; usually somebody pressed Decline, or a blocking list did.",
        ("Decline", "call rejected", "blocking list"),
    ),
    604: Meaning("604: the number exists nowhere.", ("Does Not Exist Anywhere", "unknown number")),
    606: Meaning(
        "606: the called side would talk, but not in the way that was offered; usually codecs or bandwidth.",
        ("Not Acceptable", "codec"),
    ),
    607: Meaning("607: the called person marked the call as unwanted.", ("Unwanted", "spam", "call blocking")),
    608: Meaning(
        "608: an analysis rejected the call as likely unwanted; Call-Info says whom to ask.",
        ("Rejected", "call blocking", "analytics"),
    ),
}
REGISTRATIONS: Mapping[int, Meaning] = {
    401: Meaning(
        "401: the registration was asked to sign in, and did not get in.", ("Unauthorized", "registration", "password")
    ),
    403: Meaning(
        "403: the registration was refused; usually an unknown or disabled user, or an address that is blocked.",
        ("Forbidden", "registration", "user name", "blocked"),
    ),
    404: Meaning("404: the registrar does not know this user.", ("Not Found", "registration", "user name", "domain")),
    408: Meaning(
        "408: the registration got no answer in time; usually the network, DNS or a firewall.",
        ("Request Timeout", "registration", "firewall"),
    ),
    423: Meaning(
        "423: the registration is too short for the registrar, and no longer one was tried; Min-Expires says how long "
        "it has to be.",
        ("Interval Too Brief", "Min-Expires", "registration", "expires"),
    ),
    503: Meaning("503: the registrar is out of service or overloaded.", ("Service Unavailable", "registration")),
}
FAMILIES = {
    3: Meaning("{code}: the other side wants it to be tried elsewhere."),
    4: Meaning("{code}: the other side refused the request as it was."),
    5: Meaning("{code}: a server failed with a request that it understood."),
    6: Meaning("{code}: refused for every place where it could have been answered."),
}
