"""Codes and words of logs: statuses of HTTP, names of causes, and the words that may be taken out of a line."""

import re
from collections.abc import Mapping

from reporter.evidence.signs.wording import Meaning

HTTP: Mapping[int, Meaning] = {
    4: Meaning("HTTP {code}: the server refused the request as it was.", ("API",)),
    5: Meaning("HTTP {code}: the server failed.", ("API", "server error")),
    400: Meaning(
        "HTTP 400: the server did not understand the request; usually a field that is missing or malformed.",
        ("Bad Request", "API"),
    ),
    401: Meaning("HTTP 401: not signed in, or the key is wrong or expired.", ("Unauthorized", "API key", "login")),
    403: Meaning("HTTP 403: signed in, and not allowed to do this.", ("Forbidden", "permission", "API key")),
    404: Meaning("HTTP 404: nothing is at this address.", ("Not Found", "API")),
    408: Meaning("HTTP 408: the request took too long to arrive.", ("Request Timeout",)),
    409: Meaning("HTTP 409: the request conflicts with what is there already.", ("Conflict", "API")),
    413: Meaning("HTTP 413: what was sent is too large.", ("upload too large",)),
    422: Meaning("HTTP 422: a value in the request is not acceptable.", ("Unprocessable", "validation", "API")),
    429: Meaning("HTTP 429: too many requests in too short a time.", ("Too Many Requests", "rate limit", "API")),
    500: Meaning("HTTP 500: a fault in the server.", ("Internal Server Error",)),
    502: Meaning("HTTP 502: the server behind the proxy did not answer properly.", ("Bad Gateway", "proxy")),
    503: Meaning("HTTP 503: the server is overloaded or out of service.", ("Service Unavailable",)),
    504: Meaning("HTTP 504: the server behind the proxy did not answer in time.", ("Gateway Timeout", "proxy")),
}
HANGUP_CAUSES: Mapping[str, int] = {
    "UNALLOCATED_NUMBER": 1,
    "NO_ROUTE_TRANSIT_NET": 2,
    "NO_ROUTE_DESTINATION": 3,
    "USER_BUSY": 17,
    "NO_USER_RESPONSE": 18,
    "NO_ANSWER": 19,
    "SUBSCRIBER_ABSENT": 20,
    "USER_NOT_REGISTERED": 20,
    "CALL_REJECTED": 21,
    "NUMBER_CHANGED": 22,
    "DESTINATION_OUT_OF_ORDER": 27,
    "INVALID_NUMBER_FORMAT": 28,
    "FACILITY_REJECTED": 29,
    "NORMAL_CIRCUIT_CONGESTION": 34,
    "NETWORK_OUT_OF_ORDER": 38,
    "NORMAL_TEMPORARY_FAILURE": 41,
    "SWITCH_CONGESTION": 42,
    "REQUESTED_CHAN_UNAVAIL": 44,
    "FACILITY_NOT_SUBSCRIBED": 50,
    "OUTGOING_CALL_BARRED": 52,
    "INCOMING_CALL_BARRED": 54,
    "BEARERCAPABILITY_NOTAUTH": 57,
    "BEARERCAPABILITY_NOTAVAIL": 58,
    "SERVICE_NOT_IMPLEMENTED": 79,
    "INCOMPATIBLE_DESTINATION": 88,
    "RECOVERY_ON_TIMER_EXPIRE": 102,
    "PROTOCOL_ERROR": 111,
}
"""Names of Q.850 causes in FreeSWITCH (its SWITCH_CAUSE_ values)."""
ERROR_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        """account api audio authentication bad broken browser busy call cannot certificate channel codec conference
    config configuration connect connection corrupt crash credentials database denied device disconnected disk
    domain download dtmf duplicate echo email empty encryption expired export extension fax file firewall forbidden
    gateway handshake host import incoming install internal invalid invoice key license limit load login mailbox memory
    message microphone missing module network number outgoing packet password payment permission phone port portal
    process provisioning proxy queue recording refused register registration rejected report request response restart
    route sip server service session sms socket sound ssl stream syntax template timeout tls token transfer transport
    trunk unauthorized unavailable unexpected unknown unreachable unsupported update upgrade upload user version video
    voicemail webhook websocket""",
    )
)
