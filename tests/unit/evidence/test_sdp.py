"""What a message says of the sound."""

import pytest

from reporter.evidence.sdp import audio_of, media_of, read_sdp
from reporter.evidence.sip import read_message

HEAD = "INVITE sip:b@h SIP/2.0\nCall-ID: a@h\nCSeq: 1 INVITE\nContent-Type: application/sdp\n\n"
SESSION = "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\n"


def carrying(body):
    message = read_message(HEAD + body)
    assert message is not None
    return message


def test_codecs_are_named_by_their_payload_type_or_by_rtpmap():
    (audio,) = read_sdp(carrying(SESSION + "m=audio 4000 RTP/AVP 8 96 18\na=rtpmap:96 opus/48000/2\n"))

    assert audio.codecs == ("PCMA", "opus", "G729")
    assert (audio.kind, audio.port, audio.proto) == ("audio", 4000, "RTP/AVP")
    assert (audio.address, audio.direction) == ("192.0.2.1", "sendrecv")


def test_a_stream_has_its_own_address_and_direction_or_those_of_the_session():
    body = SESSION + "a=sendonly\nm=audio 4000 RTP/AVP 0\nm=audio 4002 RTP/AVP 0\nc=IN IP6 2001:db8::1\na=inactive\n"

    first, second = read_sdp(carrying(body))

    assert (first.address, first.direction) == ("192.0.2.1", "sendonly")
    assert (second.address, second.direction) == ("2001:db8::1", "inactive")


def test_key_presses_and_comfort_noise_are_no_codecs():
    body = SESSION + "m=audio 4000 RTP/AVP 0 13 101\na=rtpmap:101 telephone-event/8000\na=ptime:20\n"

    (audio,) = read_sdp(carrying(body))

    assert audio.codecs == ("PCMU",)
    assert audio.events
    assert audio.ptime == 20


def test_encrypted_sound_shows_by_profile_and_keys():
    body = SESSION + "m=audio 4000 RTP/SAVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\n"

    (audio,) = read_sdp(carrying(body))

    assert audio.secure
    assert audio.keyed


def test_sdp_is_found_as_one_part_of_several():
    body = (
        "--b\nContent-Type: application/sdp\n\n" + SESSION + "m=audio 4000 RTP/AVP 9\n--b\nm=audio 1 RTP/AVP 0\n--b--"
    )

    assert media_of(carrying(body)) == "G722"


def test_of_several_sounds_the_one_that_is_not_declined_counts():
    audio = audio_of(carrying(SESSION + "m=audio 0 RTP/SAVP 0\nm=audio 4000 RTP/AVP 8\n"))

    assert audio is not None
    assert audio.codecs == ("PCMA",)


@pytest.mark.parametrize(
    ("media", "said"),
    [
        ("m=audio 4000 RTP/AVP 0 8", "PCMU, PCMA"),
        ("m=audio 4000 RTP/AVP 0 101\na=rtpmap:101 telephone-event/8000", "PCMU, telephone-event"),
        ("m=audio 4000 RTP/AVP 0 8\na=sendonly", "PCMU, PCMA · sendonly"),
        ("m=audio 4000 RTP/SAVP 0", "PCMU · SRTP"),
        ("m=audio 0 RTP/AVP 0", "audio off"),
        ("m=audio 4000 RTP/AVP 0\nc=IN IP4 0.0.0.0", "PCMU · c=0.0.0.0"),
        ("m=image 4000 udptl t38", "image t38"),
        ("m=audio 4000 RTP/AVP 0\nm=video 4002 RTP/AVP 34", "PCMU; video H263"),
        ("m=audio 4000 RTP/AVP 0 3 4 7 8 9 15 18", "PCMU, GSM, G723, LPC, PCMA, G722, …"),
    ],
)
def test_an_arrow_tells_the_sound_in_a_few_words(media, said):
    assert media_of(carrying(SESSION + media)) == said


@pytest.mark.parametrize("body", ["", "v=0", "hello", SESSION, SESSION + "m=", SESSION + "m=audio x RTP/AVP 0"])
def test_without_a_stream_nothing_is_said(body):
    assert media_of(carrying(body)) == ""


@pytest.mark.parametrize("name", ["442079460199", "+442079460199", "a4420794601", "<script>", "x" * 60, "é"])
def test_what_is_no_name_of_a_codec_is_not_shown(name):
    assert media_of(carrying(SESSION + f"m=audio 4000 RTP/AVP 96\na=rtpmap:96 {name}/8000\n")) == "96"
