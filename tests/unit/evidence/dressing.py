"""What terminals, mail programs, web pages and syslog make of a text: clothes for a message."""

import html
import json
from collections.abc import Callable

Dress = Callable[[str], str]
"""From a message with CRLF to what somebody pastes."""

SYSLOG = "Nov 22 03:14:15 sbc1 asterisk[123]: VERBOSE[9]: "


def lines(message: str) -> list[str]:
    return message.removesuffix("\r\n").split("\r\n")


def each(before: str, after: str = "", *, end: str = "\n") -> Dress:
    return lambda message: "".join(f"{before}{line}{after}{end}" for line in lines(message))


def counted(message: str) -> str:
    return "".join(f"{number:4d}: {line}\n" for number, line in enumerate(lines(message), start=7))


def clocked(message: str) -> str:
    return "".join(
        f"2026-11-22T03:14:{number:02d}.{number * 7919 % 1000:03d}Z stdout F {line}".rstrip() + "\n"
        for number, line in enumerate(lines(message), start=9)
    )


def flattened(separator: str, before: str = "", after: str = "") -> Dress:
    return lambda message: f"{before}{message.replace(chr(13) + chr(10), separator)}{after}\n"


def first_bare(message: str) -> str:
    """Marked from the first letter on: its indentation stays behind."""
    first, *more = lines(message)
    return "".join([f"{first}\n", *(f"    {line}\n" for line in more)])


DRESSES: dict[str, Dress] = {
    "CR LF": lambda message: message,
    "LF": each(""),
    "CR": lambda message: message.replace("\r\n", "\r"),
    "CR CR LF": each("", end="\r\r\n"),
    "^M at each end": each("", "^M"),
    "#015 at each end": each("", "#015"),
    "a written \\r at each end": each("", "\\r"),
    "#015#012 in one line": flattened("#015#012", SYSLOG),
    "#012 in one line": flattened("#012", SYSLOG),
    "a written \\r\\n in one line": flattened("\\r\\n", "msg=[", "]"),
    "a written \\\\r\\\\n in one line": flattened("\\\\r\\\\n"),
    "^M^J in one line": flattened("^M^J"),
    "a string of Python": lambda message: f"b{message!r}\n",
    "a line of a JSON log": lambda message: json.dumps({"level": "info", "message": message}) + "\n",
    "a line of a JSON log for each line": lambda message: "".join(
        json.dumps({"log": f"{line}\r\n", "stream": "stdout"}) + "\n" for line in lines(message)
    ),
    "escaped HTML": lambda message: html.escape(message.replace("\r\n", "\n")),
    "HTML with breaks": lambda message: "<p>" + html.escape(message).replace("\r\n", "<br>\r\n") + "</p>",
    "HTML in one line": lambda message: html.escape(message).replace("\r\n", "<br/>"),
    "colours": lambda message: "\x1b[1;36m" + message.replace("\r\n", "\x1b[0m\n\x1b[36m") + "\x1b[0m\n",
    "colours without their escape character": lambda message: "[36m" + message.replace("\r\n", "\n") + "[0m\n",
    "quoted": each("> "),
    "quoted twice": each("> > "),
    "quoted with bare signs on empty lines": lambda message: each("> ")(message).replace("> \n", ">\n"),
    "three blanks": each("   "),
    "four blanks but before the first line": first_bare,
    "a tab": each("\t"),
    "no-break blanks": each("\xa0\xa0"),
    "ngrep's dots": lambda message: message.replace("\r\n", ".\n"),
    "syslog before each line": each(SYSLOG),
    "RFC 5424 before each line": each("<165>1 2026-11-22T03:14:15.003Z sbc1 kamailio 8710 - - "),
    "a clock before each line": each("[Mar 30 13:35:40] "),
    "a Call-ID before each line": each("46a1fe62-20f73e9-1c6e7dbc@10.26.0.199    "),
    "a comment of a program": each("//    "),
    "an arrow before the first line": lambda message: each("SIP_LOG 10:15:02.773  ")(message).replace("  ", "  → ", 1),
    "blanks before #012": flattened("  #012", "<133>[S=17] [SID=b9:24:19] "),
    "a container's clock before each line": clocked,
    "docker compose before each line": each("kamailio-1  | "),
    "line numbers": counted,
    "a frame": each("│ "),
    "an empty line after each": lambda message: message.replace("\r\n", "\n\n"),
    "blanks at the ends": each("", "   "),
    "a byte order mark": lambda message: f"\ufeff{message}",
}
