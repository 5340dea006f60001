"""How networks, browsers and machines say what went wrong: the words of OpenSSL, the C library, browsers, Node.js."""

from reporter.evidence.signs.wording import ANSWER, CAUSE, Meaning, Said

OF_NETWORKS: tuple[Said, ...] = (
    Said(
        "log-microphone",
        CAUSE,
        ("notallowederror", "permission denied by system", "requested device not found", "notreadableerror"),
        Meaning(
            "The browser may not use the microphone, or finds none.", ("microphone", "permission", "browser phone")
        ),
    ),
    Said(
        "log-websocket",
        ANSWER,
        ("websocket connection to", "websocket is closed", "websocket closed"),
        Meaning("The browser's connection (WebSocket) failed or was closed.", ("WebSocket", "browser phone", "proxy")),
        ("failed", "closed", "error", "1006"),
    ),
    Said(
        "log-cors",
        ANSWER,
        ("blocked by cors policy",),
        Meaning("The browser blocked a request to another site (CORS).", ("CORS", "API")),
    ),
    Said(
        "log-browser-blocked",
        ANSWER,
        ("err_blocked_by_client",),
        Meaning(
            "Something in the browser, usually an ad blocker, blocked a request.", ("ad blocker", "browser extension")
        ),
    ),
    Said(
        "log-certificate-expired",
        CAUSE,
        ("certificate has expired", "err_cert_date_invalid", "certificate expired", "sec_error_expired_certificate"),
        Meaning("TLS: a certificate has expired, or a clock is wrong.", ("TLS", "certificate expired", "clock")),
    ),
    Said(
        "log-certificate-unknown",
        CAUSE,
        (
            "unable to get local issuer",
            "self signed certificate",
            "self-signed certificate",
            "unknown ca",
            "err_cert_authority_invalid",
            "certificate verify failed",
            "unable to verify the first certificate",
            "certificate signed by unknown authority",
        ),
        Meaning(
            "TLS: a certificate is not trusted; usually its chain is incomplete, or its authority is not installed.",
            ("TLS", "certificate verify failed", "certificate chain"),
        ),
    ),
    Said(
        "log-certificate-name",
        CAUSE,
        (
            "err_cert_common_name_invalid",
            "hostname mismatch",
            "doesn't match the certificate",
            "does not match certificate",
            "hostname/ip does not match",
        ),
        Meaning(
            "TLS: the certificate is for another name than the one that was called.",
            ("TLS", "certificate", "host name"),
        ),
    ),
    Said(
        "log-tls",
        ANSWER,
        (
            "handshake failure",
            "wrong version number",
            "no shared cipher",
            "unsupported protocol",
            "tls handshake",
            "ssl_error_",
            "tlsv1 alert",
            "err_ssl_",
        ),
        Meaning("TLS: the two sides did not agree on a secure connection.", ("TLS handshake", "TLS version", "cipher")),
        ("fail", "error", "alert", "wrong", "no shared", "unsupported", "timeout", "err_ssl", "ssl_error"),
    ),
    Said(
        "log-dns",
        CAUSE,
        (
            "name or service not known",
            "nxdomain",
            "enotfound",
            "temporary failure in name resolution",
            "could not resolve",
            "err_name_not_resolved",
            "unknown host",
            "servfail",
            "no such host",
            "unable to resolve",
            "eai_again",
        ),
        Meaning("DNS: a name could not be resolved.", ("DNS", "name resolution")),
    ),
    Said(
        "log-refused",
        ANSWER,
        ("connection refused", "econnrefused", "err_connection_refused"),
        Meaning(
            "A connection was refused: nothing listens there, or a firewall says no.",
            ("connection refused", "port", "firewall"),
        ),
    ),
    Said(
        "log-timeout",
        ANSWER,
        (
            "connection timed out",
            "etimedout",
            "err_connection_timed_out",
            "err_timed_out",
            "i/o timeout",
            "connect timed out",
            "connection timeout",
            "read timed out",
        ),
        Meaning(
            "A connection got no answer in time: usually a firewall or a wrong address.",
            ("connection timed out", "firewall"),
        ),
    ),
    Said(
        "log-no-route",
        CAUSE,
        ("no route to host", "network is unreachable", "ehostunreach", "enetunreach", "err_address_unreachable"),
        Meaning(
            "There is no way to the address: no route, or the network is down.",
            ("no route to host", "network unreachable", "routing"),
        ),
    ),
    Said(
        "log-reset",
        ANSWER,
        ("connection reset", "econnreset", "broken pipe", "err_connection_reset", "epipe"),
        Meaning(
            "A connection was cut by the other side or by something in between.",
            ("connection reset", "firewall", "keep-alive"),
        ),
    ),
    Said(
        "log-offline",
        ANSWER,
        ("err_internet_disconnected", "err_network_changed"),
        Meaning("The device had no internet connection.", ("internet connection", "offline")),
    ),
    Said(
        "log-disk",
        CAUSE,
        ("no space left on device", "disk full", "enospc", "disk quota exceeded"),
        Meaning("A disk is full.", ("disk full", "no space left")),
    ),
    Said(
        "log-files",
        CAUSE,
        ("too many open files", "emfile"),
        Meaning("A program has more files or connections open than it may.", ("too many open files", "ulimit")),
    ),
    Said(
        "log-memory",
        CAUSE,
        ("out of memory", "cannot allocate memory", "outofmemoryerror", "oom-kill"),
        Meaning("Memory ran out.", ("out of memory",)),
    ),
    Said(
        "log-database",
        ANSWER,
        (
            "too many connections",
            "database is locked",
            "deadlock found",
            "deadlock detected",
            "lost connection to mysql",
            "lock wait timeout",
            "server has gone away",
        ),
        Meaning(
            "The database did not answer as it should: locked, or with too many connections.",
            ("database", "too many connections", "locked"),
        ),
    ),
    Said(
        "log-banned",
        CAUSE,
        ("fail2ban", "too many failed", "rate limit exceeded", "has been blocked", "address blocked"),
        Meaning("An address was blocked after too many attempts.", ("blocked address", "fail2ban", "rate limit")),
        (" ban ", "too many failed", "rate limit", "blocked"),
    ),
)
