"""What a terminal, a web page or syslog puts upon a text, taken off. Only what is there: a Call-ID may hold `<`, `%`
or a backslash of its own."""

import html
import re

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
SHORT_LINE = 120  # a shorter one holds no whole message
MANY_COLONS = 8
MANY_HEADERS = 4
_COLOURS = re.compile(r"(?:\x1b|\^\[|#033|\\033|\\x1b|\\e)\[[0-9;?]{0,20}[A-Za-z]")
_LOST_ESCAPES = re.compile(r"\[(?:\d{1,3};){0,3}\d{0,3}m")
_TAGS = re.compile(
    r"</?(?:a|b|blockquote|body|br|code|div|em|font|html|i|li|p|pre|span|strong|table|tbody|td|tr|tt|ul)\b[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<(?:br[ \t]{0,3}/?|/(?:p|div|tr|li|pre))>(?:[ \t]{0,8}\n)?", re.IGNORECASE)
_NAMES = (
    "Via|From|To|Call-ID|CSeq|Contact|Max-Forwards|Content-Length|Content-Type|User-Agent|Server|Allow|Supported|"
    "Record-Route|Route|Expires|Authorization|Proxy-Authorization|WWW-Authenticate|Proxy-Authenticate|Require|Accept|"
    "Reason|Date|Subject|Event|Refer-To|P-[A-Za-z-]{2,40}|X-[A-Za-z-]{1,40}|[viftlcmk]"
)
_SEPARATOR = re.compile(
    r"(?i)(\\\\r\\\\n|\\r\\n|\\\\n|\\n|\\x0d\\x0a|\\u000d\\u000a|#015#012|\^M\^J|#012|\^M|<CR><LF>|\.\.|\|)"
    rf"[ \t]*+(?:{_NAMES})[ \t]*:"
)
_BARE_QUOTE = re.compile(r'(?<!\\)"')
_WRITTEN_ENDS = re.compile(r"\\{1,2}r\\{1,2}n|\\{1,2}n|\\x0d\\x0a|\\u000d\\u000a", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(x0[ad9]|u000[ad9]|.)", re.IGNORECASE)
_ESCAPES = {"n": "\n", "r": "", "t": "\t", "x0a": "\n", "x0d": "", "u000a": "\n", "u000d": ""}
_ESCAPES |= {sign: sign for sign in "\\/\"'"}
_LONG_NAMES = _NAMES.partition("|[")[0]
_BLANK_BEFORE_NAME = re.compile(rf"(?<![ \t])[ \t]++(?=(?:{_LONG_NAMES})[ \t]?: )")
_BLANK_BEFORE_SDP = re.compile(r"(?<![ \t])[ \t]++(?=[voscbtmakz]=\S)")


def undressed(text: str) -> str:
    """`text` with LF as its only line end, without colour codes and HTML escapes."""
    text = _one_line_end(text)
    if not text.isascii():
        text = text.replace("\xa0", " ")
        for sign in INVISIBLE:
            text = text.replace(sign, "")
    if "[" in text:
        text = _without_colours(text)
    if "&lt;" in text or "<br" in text.lower():
        text = _without_html(text)
    return text


def unflattened(text: str) -> str:
    """`text` (LF as line end) with a message that stands in one line as the lines that it was."""
    return "\n".join([_unflattened(line) for line in text.split("\n")]) if "SIP/2.0" in text else text


def _one_line_end(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    for written in ("^M", "#015", "\\r"):  # at the end of lines: the others are looked at line by line
        if f"{written}\n" in text:
            text = text.replace(f"{written}\n", "\n").removesuffix(written)
    return text


def _without_colours(text: str) -> str:
    found = _COLOURS.search(text)
    if found is not None:
        return _COLOURS.sub("", text)
    if "[0m" in text or "[m\n" in text:  # a web form drops the escape character alone
        return _LOST_ESCAPES.sub("", text)
    return text


def _without_html(text: str) -> str:
    if "<sip:" not in text and "<sips:" not in text and "<tel:" not in text:
        return html.unescape(_TAGS.sub("", _BREAKS.sub("\n", text)))
    return "\n".join(html.unescape(line) if "&lt;" in line and "<" not in line else line for line in text.split("\n"))


def _unflattened(line: str) -> str:
    """The lines of a message that was written into one."""
    if len(line) < SHORT_LINE or "SIP/2.0" not in line or line.count(":") < MANY_COLONS:
        return line
    found = _SEPARATOR.findall(line)
    if len(found) >= MANY_HEADERS:
        return _split(line, max(dict.fromkeys(found), key=found.count))
    if "call-id" in line.lower() and len(_BLANK_BEFORE_NAME.findall(line)) >= MANY_HEADERS:
        head, length, body = line.partition("Content-Length")
        return _BLANK_BEFORE_NAME.sub("\n", head + length) + _BLANK_BEFORE_SDP.sub("\n", body)
    return line


def _split(line: str, separator: str) -> str:
    if separator.startswith("\\"):
        inside = line[line.find(separator) : line.rfind(separator)]
        if _BARE_QUOTE.search(inside) and "\\'" not in inside:  # only the line ends were written out
            return _WRITTEN_ENDS.sub("\n", line)
        for _ in range(2 if separator.startswith("\\\\") else 1):  # a string within a string
            line = _ESCAPE.sub(lambda one: _ESCAPES.get(one[1], one[0]), line)
        return line
    if separator in {"#012", "#015#012"}:
        return line.replace("#015#012", "\n").replace("#012", "\n").replace("#015", "").replace("#011", "\t")
    if separator == "|":
        return re.sub(r"\|[ \t]*", "\n", line)
    return line.replace(separator, "\n")
