"""What offer and answer say of the sound (RFC 3264): codecs, encryption, addresses, key presses, hold."""

from collections.abc import Iterator

from reporter.evidence.sdp import Media, audio_of, read_sdp
from reporter.evidence.signs.course import FINAL, REFUSED, Course, in_dialog
from reporter.evidence.signs.wording import ANSWER, BESIDE, CAUSE, HINT, PROVEN, Found, Meaning, found, settling
from reporter.evidence.sip import Message

NO_COMMON = Meaning(
    "{code}: no common codec. Offered: {offered}; the other side knows: {known}.",
    ("codec mismatch", "no common codec"),
)
NOT_ACCEPTED = Meaning(
    "{code}: the sound as it was offered is not acceptable. Offered: {offered}; usually the other side knows none of "
    "these codecs, or one side alone wants encryption (SRTP).",
    ("codec mismatch", "no common codec", "SRTP"),
)
SRTP_REFUSED = Meaning(
    "{code} to an offer of encrypted sound ({profile}): usually the other side has SRTP switched off, or encrypts in "
    "another way.",
    ("SRTP", "encryption", "RTP/SAVP"),
)
SRTP_WANTED = Meaning(
    "{code} to an offer without encryption ({profile}): the other side asks for SRTP.",
    ("SRTP", "encryption", "RTP/SAVP"),
)
NO_OFFER = Meaning(
    "{code} to an INVITE without SDP: usually one side does not support late offers.",
    ("delayed offer", "late offer", "SDP"),
)
FAX_REFUSED = Meaning("{code}: the change from sound to fax (T.38) was refused.", ("T.38", "fax", "re-INVITE"))
NOT_OFFERED = Meaning(
    "The answer names a codec that was not offered. Offered: {offered}; answered: {known}.",
    ("codec mismatch", "offer answer", "no audio"),
)
DECLINED = Meaning(
    "The answer declines the sound (port 0): the call stands, and usually nobody hears anything.",
    ("no audio", "port 0", "codec"),
)
NO_SDP = Meaning("The call was answered without SDP: neither side knows where to send sound.", ("no audio", "SDP"))
NO_ADDRESS = Meaning(
    "{message} names no address for the sound (c=): nothing can be heard there.",
    ("no audio", "SDP", "connection address"),
)
NOWHERE = Meaning(
    "{message} wants sound sent to 0.0.0.0, which is nowhere: an old way to say hold, and else a wrong address.",
    ("no audio", "hold", "connection address"),
)
ONE_WAY = Meaning(
    "The call was answered as {direction}: sound goes one way at most from the start.",
    ("one-way audio", "sendonly", "recvonly"),
)
NO_KEYS = Meaning(
    "Key presses (telephone-event) were offered, and the answer leaves them out: menus and PINs usually do not work.",
    ("DTMF", "telephone-event", "RFC 4733"),
)
STILL_HELD = Meaning(
    "The call was put on hold ({direction}) and ended before it was taken back.", ("hold", "music on hold", "re-INVITE")
)
SRTP_DROPPED = Meaning(
    "Encrypted sound was offered, and the answer is for sound without: usually nobody hears anything.",
    ("SRTP", "no audio", "RTP/SAVP"),
)
ABOUT_SOUND = {415, 488, 606}
HOLDS = {"sendonly", "inactive"}
Streams = tuple[Media, ...]


def refused_sound(course: Course) -> Iterator[Found]:
    """488 and its like, with what was offered."""
    for refusal in course.answers("INVITE", min(ABOUT_SOUND), max(ABOUT_SOUND) + 1):
        request = course.request_of(refusal)
        if refusal.status not in ABOUT_SOUND or request is None:
            continue
        if any(media.kind == "image" for media in read_sdp(request)):
            yield settling(PROVEN, "fax-refused", FAX_REFUSED, str(refusal.status), code=refusal.status)
        elif not in_dialog(request) and course.call.final == refusal.status:
            yield _why(refusal, _plainest(request), audio_of(refusal))
            return


def _why(refusal: Message, offer: Media | None, knows: Media | None) -> Found:
    code = refusal.status
    if offer is None:
        return settling(CAUSE, "no-offer", NO_OFFER, str(code), code=code)
    if knows and knows.secure and not offer.secure:
        return settling(PROVEN, "srtp-wanted", SRTP_WANTED, str(code), code=code, profile=offer.proto)
    if offer.secure and not (knows and knows.secure):
        return settling(CAUSE, "srtp-refused", SRTP_REFUSED, str(code), code=code, profile=offer.proto)
    told = {"code": code, "offered": _named(offer)}
    if knows and knows.codecs and not _common(offer, knows):
        names = (*offer.codecs[:3], *knows.codecs[:3])
        return settling(PROVEN, "codec-mismatch", NO_COMMON, str(code), *names, known=_named(knows), **told)
    return settling(CAUSE, "sound-refused", NOT_ACCEPTED, str(code), *offer.codecs[:3], **told)


def answered_sound(course: Course) -> Iterator[Found]:
    """Offer and answer of a call that was taken."""
    for answer in course.answers("INVITE", FINAL, REFUSED):
        request = course.request_of(answer)
        if request is None or in_dialog(request):
            continue
        offer, taken = _pair(request, answer)
        if taken is None:
            if offer and not read_sdp(answer) and not _sound_before(course):
                yield found(CAUSE, "no-sdp", NO_SDP)
        elif offer:
            yield from _agreed(offer, taken)
        else:
            yield from _addressed(taken, "200 OK")
        return


def _agreed(offer: Media, taken: Media) -> Iterator[Found]:
    if taken.refused:
        yield found(CAUSE, "sound-declined", DECLINED, *offer.codecs[:3])
        return
    if offer.codecs and taken.codecs and not _common(offer, taken):
        told = {"offered": _named(offer), "known": _named(taken)}
        yield found(PROVEN, "codec-not-offered", NOT_OFFERED, *offer.codecs[:2], *taken.codecs[:2], **told)
    if offer.secure and not taken.secure:
        yield found(CAUSE, "srtp-dropped", SRTP_DROPPED)
    if taken.direction != "sendrecv" and offer.direction == "sendrecv":
        yield found(CAUSE, "answered-one-way", ONE_WAY, direction=taken.direction)
    if offer.events and not taken.events:
        yield found(BESIDE, "no-key-presses", NO_KEYS)
    yield from _addressed(offer, "INVITE")
    yield from _addressed(taken, "200 OK")


def _addressed(media: Media, message: str) -> Iterator[Found]:
    if not media.refused and (media.nowhere or not media.address):
        meaning = NOWHERE if media.nowhere else NO_ADDRESS
        yield found(ANSWER, "no-sound-address", meaning, message=message)


def still_held(course: Course) -> Iterator[Found]:
    """Hold without its end. A transfer begins with hold: then it is no sign."""
    if not course.accepted or not course.requests("BYE") or course.requests("REFER"):
        return
    last: dict[str, Media] = {}
    for request in course.in_dialog("INVITE", "UPDATE"):
        if audio := audio_of(request):
            last[request.header("from").rpartition("tag=")[2]] = audio
    held = next((media for media in last.values() if media.held), None)
    if held:
        direction = held.direction if held.direction in HOLDS else f"c={held.address}"
        yield found(HINT, "still-held", STILL_HELD, direction=direction)


def _pair(request: Message, answer: Message) -> tuple[Media | None, Media | None]:
    """Offer and answer of the sound that was taken: streams answer each other by their place (RFC 3264 section 6)."""
    both = zip(read_sdp(request), read_sdp(answer), strict=False)
    pairs = [(offer, taken) for offer, taken in both if offer.kind == taken.kind == "audio"]
    taken = next((pair for pair in pairs if not pair[1].refused), pairs[0] if pairs else None)
    return taken or (audio_of(request), audio_of(answer))


def _plainest(request: Message) -> Media | None:
    """Of sound offered with and without encryption, that without: what refuses both did not miss encryption."""
    plain = (media for media in read_sdp(request) if media.kind == "audio" and not media.secure)
    return next(plain, audio_of(request))


def _sound_before(course: Course) -> bool:
    """An answer may come in a provisional response already, and 2xx need not repeat it (RFC 3262 section 5)."""
    return any(read_sdp(message) for message in course.answers("INVITE", 101, FINAL))


def _common(one: Media, other: Media) -> set[str]:
    return {codec.casefold() for codec in one.codecs} & {codec.casefold() for codec in other.codecs}


def _named(media: Media) -> str:
    return ", ".join(media.codecs[:8]) or media.proto
