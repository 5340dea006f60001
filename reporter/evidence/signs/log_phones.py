"""How PBXes and phones say in their logs what went wrong: read in the sources and logs of Asterisk, FreeSWITCH and
Kamailio."""

from reporter.evidence.signs.wording import ANSWER, BESIDE, CAUSE, Meaning, Said

OF_PHONES: tuple[Said, ...] = (
    Said(
        "log-register-timeout",
        CAUSE,
        ("no response received from", "timeout registering", "registration for"),
        Meaning(
            "A registration got no answer: usually the network, DNS or a firewall.",
            ("registration timeout", "no response", "firewall"),
        ),
        ("registration attempt", "timeout registering", "timed out"),
    ),
    Said(
        "log-register-refused",
        CAUSE,
        ("fatal response", "failed registration", "registration failed", "registration rejected"),
        Meaning(
            "A registration was refused: usually user name, password or a blocked address.",
            ("registration failed", "password", "user name"),
        ),
    ),
    Said(
        "log-password",
        CAUSE,
        (
            "wrong password",
            "failed to authenticate",
            "authentication failed",
            "auth failure",
            "invalid credentials",
            "unable to authenticate",
            "access denied",
        ),
        Meaning("A sign-in failed: wrong password, user name or realm.", ("authentication failed", "wrong password")),
    ),
    Said(
        "log-unknown-user",
        CAUSE,
        ("no matching endpoint found", "no matching peer found", "can't find user", "user not found"),
        Meaning("A request came from somebody whom the PBX does not know.", ("no matching endpoint", "unknown user")),
    ),
    Said(
        "log-unreachable",
        ANSWER,
        ("is now unreachable", "is now down", "is unreachable"),
        Meaning(
            "A peer or trunk stopped answering and was marked as unreachable.",
            ("unreachable", "OPTIONS", "qualify", "NAT keep-alive"),
        ),
    ),
    Said(
        "log-codec",
        CAUSE,
        (
            "no compatible codecs",
            "no joint capabilities",
            "couldn't negotiate",
            "codec negotiation error",
            "unable to find a codec translation path",
            "no common codec",
        ),
        Meaning("No codec in common, or none that can be translated.", ("codec mismatch", "488 Not Acceptable Here")),
    ),
    Said(
        "log-srtp",
        CAUSE,
        (
            "srtp unprotect failed",
            "can't provide secure audio",
            "rejecting secure audio",
            "dtls failure",
            "srtp_unprotect",
        ),
        Meaning("The encryption of the sound (SRTP) was not agreed, or failed.", ("SRTP", "encryption")),
    ),
    Said(
        "log-no-sound",
        CAUSE,
        ("lack of rtp activity", "lack of audio rtp", "media_timeout", "rtp timeout", "media timeout"),
        Meaning(
            "No sound came in any more, and the call was ended for that.", ("RTP timeout", "no audio", "one-way audio")
        ),
    ),
    Said(
        "log-retransmission",
        CAUSE,
        ("retransmission timeout reached", "maximum retries exceeded", "max retries exceeded"),
        Meaning(
            "A message was sent again until its time ran out: nothing came back.",
            ("retransmission timeout", "no response", "firewall", "NAT"),
        ),
    ),
    Said(
        "log-dial-plan",
        ANSWER,
        (
            "extension not found in context",
            "rejected because extension",
            "not found in dialplan",
            "no_route_destination",
        ),
        Meaning(
            "The number that was called is not in the PBX's dial plan.",
            ("dial plan", "extension not found", "404 Not Found"),
        ),
    ),
    Said(
        "log-congestion",
        BESIDE,
        ("everyone is busy/congested",),
        Meaning("No line that the PBX tried took the call.", ("busy", "congestion", "channel limit")),
    ),
    Said(
        "log-ice",
        ANSWER,
        (
            "ice failed",
            "ice connection failed",
            "iceconnectionstate: failed",
            "iceconnectionstate failed",
            "ice connection state: failed",
        ),
        Meaning(
            "The browser found no way for the sound (ICE failed): usually a firewall, or no TURN server.",
            ("ICE failed", "WebRTC", "TURN", "firewall"),
        ),
    ),
)
