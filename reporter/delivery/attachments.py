"""Which files of a ticket go with the mail to support, under which names."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from reporter.delivery.language import Language
from reporter.journey.answers import EvidenceFile

ATTACHED_BYTES = 15_000_000
"""What is attached at most; most servers take 25 MB, and base64 adds a third. The rest is behind the ticket's link."""
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Attachment:
    """`kind` is the media type."""

    data: bytes
    kind: str
    name: str


@dataclass
class Attached:
    """`fates`: what became of each file, in the order of the files."""

    fates: list[str]
    attachments: list[Attachment] = field(default_factory=list)
    left: int = ATTACHED_BYTES

    def takes(self, made: Attachment) -> bool:
        """False when there is no room for it any more."""
        if len(made.data) > self.left:
            return False
        self.left -= len(made.data)
        self.attachments.append(made)
        return True


def attach(
    reference: str, files: Sequence[EvidenceFile], read_file: Callable[[str], bytes], language: Language
) -> Attached:
    """Screenshots first, then traces, as long as there is room: what of each there is to see. Raises Unavailable when
    one cannot be read."""
    attached = Attached([""] * len(files))
    for kind in ("picture", "trace"):
        for number, file in enumerate(files, start=1):
            if file.kind == kind:
                name = f"{reference}-{number}-{_stem(file)}"
                attached.fates[number - 1] = _fate(file, _copies(file, name, read_file), attached, language)
    return attached


def _copies(file: EvidenceFile, name: str, read_file: Callable[[str], bytes]) -> Iterator[Attachment]:
    if file.state != "clean":
        return
    if file.clean:
        data = read_file(file.clean)
        kind = "png" if data.startswith(_PNG) else "jpeg"
        yield Attachment(data, f"image/{kind}", f"{name}.{kind}")
    if file.redacted:
        yield Attachment(read_file(file.redacted), "text/plain", f"{name}.txt")
    if file.capture:
        yield Attachment(read_file(file.capture), "application/vnd.tcpdump.pcap", f"{name}.pcap")


def _fate(file: EvidenceFile, copies: Iterator[Attachment], attached: Attached, language: Language) -> str:
    say = language.say
    tried = [(one.name, attached.takes(one)) for one in copies]
    match file.state:
        case "refused":
            return say("not attached: {reason}", reason=file.reason)
        case "waiting":
            return say("not attached: it is still being checked, see the ticket's page")
        case "deleted":
            return say("not attached: it was deleted when its time was over")
    names = ", ".join(name for name, taken in tried if taken)
    if not names:
        return say("too large for a mail, see the ticket's page")
    if not all(taken for _, taken in tried):
        return say("attached as {name}, the rest is too large for a mail: see the ticket's page", name=names)
    return say("attached as {name}", name=names)


def _stem(file: EvidenceFile) -> str:
    """The name without path and ending, in characters that no file system and no header minds."""
    stem = re.split(r"[/\\]", file.name)[-1].rpartition(".")[0] or file.name
    return re.sub(r"\W+", "-", stem)[:60].strip("-") or ("screenshot" if file.kind == "picture" else "trace")
