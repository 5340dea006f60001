"""What a trace shows, in plain words, and the words to ask a knowledge base for."""

from collections.abc import Callable, Iterator, Sequence

from reporter.evidence.reading import Call, Sign
from reporter.evidence.signs import addresses, answers, causes, ended, inside, signing_in, silence, sound
from reporter.evidence.signs.course import FINAL, MOST_READ, REFUSED, Course
from reporter.evidence.signs.logs import found_in
from reporter.evidence.signs.together import same_length
from reporter.evidence.signs.wording import Found, folded
from reporter.evidence.sip import Seen

MOST_SIGNS = 8
MOST_OF_A_CALL = 3
MOST_MESSAGES = 10_000  # of all calls together
MOST_LOOKED_AT = 50  # calls: of a long list those that failed first

__all__ = ["MOST_SIGNS", "signs_in", "signs_of"]

EVERY: tuple[Callable[[Course], Iterator[Found]], ...] = (
    signing_in.sign_in_loop,
    signing_in.registration_kept,
    silence.unanswered,
    silence.only_trying,
    silence.prack_missing,
    silence.bye_unanswered,
    silence.two_answers,
    sound.refused_sound,
    sound.answered_sound,
    sound.still_held,
    ended.without_ack,
    ended.refresh_failed,
    ended.after_a_fixed_time,
    ended.cancelled,
    inside.transfer_failed,
    inside.refused_inside,
    inside.scanned,
    inside.clock_wrong,
    causes.network_cause,
    causes.warned,
    addresses.behind_nat,
    addresses.changed_on_the_way,
    addresses.cut_off,
    answers.final_answer,
    answers.announced,
)


def signs_of(seen: Sequence[Seen], calls: Sequence[Call]) -> tuple[Sign, ...]:
    """At most MOST_SIGNS, the most telling first. A call in which all went well gives none. Where some of the calls are
    chosen, of those alone. Nothing of the messages but codecs, codes and times gets into a sign: no address, no
    number that was called, no text that somebody wrote. `values["calls"]`: in how many calls, when in more than one;
    `call_id` is then the first of them."""
    chosen = [call for call in calls if call.chosen] or list(calls)
    looked_at = sorted(chosen, key=lambda call: FINAL <= call.final < REFUSED)[:MOST_LOOKED_AT]
    by_id: dict[str, list[Seen]] = {call.call_id: [] for call in looked_at}
    for one in seen:
        if (several := by_id.get(one.message.call_id)) is not None:
            several.append(one)
    told: list[Found] = []
    left = MOST_MESSAGES
    for call in looked_at:
        if left <= 0:
            break
        told += _of_call(Course(call, by_id[call.call_id]))
        left -= min(MOST_READ, len(by_id[call.call_id]))
    return folded([*same_length(chosen), *told], MOST_SIGNS)


def signs_in(text: str) -> tuple[Sign, ...]:
    """The same for a log without SIP messages: what its lines say by words that everybody's software uses. `terms` and
    `values` hold nothing of the text but those words and codes."""
    return folded(found_in(text), MOST_SIGNS)


def _of_call(course: Course) -> list[Found]:
    every = [one for look in EVERY for one in look(course)]
    if any(one.settles for one in every):
        bare = f"answer-{course.call.final}"
        every = [one for one in every if one.sign.code != bare]
    unique = {one.sign.code: one for one in reversed(every)}  # the first of each code
    ranked = sorted(unique.values(), key=lambda one: -one.weight)[:MOST_OF_A_CALL]
    return [one.of(course.call.call_id) for one in ranked]
