"""What must hold between the parts of a policy, each broken once and told where it is mended."""

import pytest

from reporter.policy.load import load_policy
from tests.policies.broken import FILES, WHOLE, changed, mistakes_in, position_of


def test_a_policy_with_every_part_is_taken():
    assert load_policy(WHOLE, files=FILES).organisation.name == "Quiet Lake Telephony"


# What is changed, into what, the words at which the mistake must be told, and how it begins.
ASKING = [
    ("when: {hosted: at_home}", "when: {hostd: at_home}", "hostd",
     "questions[2].when.hostd: there is no question `hostd` in this policy; did you mean `hosted`?"),
    ("when: {hosted: at_home}", "when: {hosted: home}", "hosted: home",
     "questions[2].when.hosted: `hosted` has no answer `home`; did you mean `at_home`?"),
    ("[at_home, elsewhere]", "[at_home, mars]", "mars",
     "questions[1].when.hosted[1]: `hosted` has no answer `mars`, expected `with_us` or `at_home` or `elsewhere`."),
    ('{remote: "yes"}', "{remote: perhaps}", "remote: perhaps",
     "questions[3].when.remote: `remote` has no answer `perhaps`, expected `yes` or `no`."),
    ("when: {hosted: at_home}", "when: {impact: much}", "impact: much",
     "questions[2].when.impact: `impact` is answered in own words, expected one of the kind choice or yes_no."),
    ("when: {hosted: at_home}", 'when: {consent: "yes"}', 'when: {consent: "yes"}',
     "questions[2].when: `remote` waits for `consent`, `consent` waits for `remote`: none of them would"),
    ("when: {hosted: at_home}", "when: {remote: no}", "when: {remote: no}",
     "questions[2].when: `remote` waits for `remote`: none of them would ever be asked."),
    ("kind: choice\n", "kind: line\n", "options:",
     "questions[0].options: stands only with `kind: choice`, and here the kind is `line`."),
    ("kind: text, about", "kind: choice, about", "{code: impact",
     "questions[4]: a question of the kind `choice` needs two `options` at least."),
    ("kind: text, about", "kind: choice, options: [{code: much, name: Much}], about", "options: [{code: much",
     "questions[4].options: a question of the kind `choice` needs two `options` at least."),
]  # fmt: skip
TIMES = [
    ("      subdivision: ENG\n      files", "      subdivision: EN\n      files", "subdivision: EN\n",
     "calendars.office.holidays.subdivision: the holidays of `EN` in GB are not known; did you mean `ENG`?"),
    ("country: GB\n", "country: UQ\n", "country: UQ",
     "calendars.office.holidays.country: the holidays of `UQ` are not known, expected a country such as GB"),
    ("      country: GB\n", "", "subdivision: ENG",
     "calendars.office.holidays.subdivision: is a part of a country: `country` is missing, such as `country: GB`."),
    ("2026-12-24: 08", "24.12.2026: 08", "24.12.2026",
     "calendars.office.days.24.12.2026: `24.12.2026` is no day, expected such as 2026-12-24."),
    ("2026-12-24: 08", "2026-02-30: 08", "2026-02-30",
     "calendars.office.days.2026-02-30: `2026-02-30` is no day, expected such as 2026-12-24."),
    ("2026-12-31: closed", "2026-12-31: shut", "2026-12-31",
     "calendars.office.days.2026-12-31: `shut` is no working time, expected such as `08:00-18:00`, or `closed`."),
    ("fri: 08:00-12:00", 'fri: ["08:00-12:00", "11:00-13:00"]', "week:\n      mon-thu",
     ("calendars.office.week: `11:00-13:00` must begin after the one before it, and end later than it begins;"
     " time that goes past midnight is written on both days.")),
    ("    business_day: 8 hours\n", "", "office:\n",
     ("calendars.office: needs `business_day`, such as `business_day: 9 hours`:"
     " `within: 2 business days` counts in it, and its days differ (4 hours, 9 hours).")),
    ("business_day: 8 hours", "business_day: 25 hours", "business_day",
     "calendars.office.business_day: is `25 hours`, expected hours or minutes, a day at most, such as `8 hours`."),
    ("{within: 1 hour, calendar: always}", "{within: 1 hour, calendar: always, reported_in: always}",
     "reported_in: always",
     ("severities[0].first_answer[1].reported_in: the last target holds for all the rest:"
     " leave this out, or add one after it.")),
    ("{within: 8 hours, calendar: always}", "{within: 8 hours, calendar: always, reported_in: always}",
     "reported_in: always",
     ("severities[0].solution.reported_in: the last target holds for all the rest:"
     " leave this out, or add one after it.")),
    (", reported_in: office", "", "{within: 15 minutes",
     "severities[0].first_answer[0]: needs `reported_in`: only the last target holds for all the rest."),
    ("first_answer: {within: 2 business days, calendar: office}", "first_answer: []", "first_answer: []",
     "severities[1].first_answer: needs one target at least, such as {within: 4 hours, calendar: office}."),
    ("    first_answer: {within: 2 business days, calendar: office}\n", "", "code: normal",
     "severities[1].first_answer: is missing."),
    ("2026-03-01 09:00 Europe/London", "2026-03-01 09:00 Europe/Londn", "updated",
     ("updated: is `2026-03-01 09:00 Europe/Londn`, expected a day, a time and a zone,"
     " such as `2026-03-01 09:00 Europe/London`.")),
]  # fmt: skip
STATUSES = [
    ("{code: new, name: New, kind: open", "{code: new, name: New, kind: pending", "kind: pending, description: It is",
     "statuses[0].kind: the first status is the one a new ticket gets, so its kind must be `open`."),
    ("{from: [new, waiting], to: escalated, on: button, button: escalate}",
     "{from: [waiting], to: new, on: button, button: escalate}", "{code: escalated",
     "statuses[2]: nobody can reach `escalated`: no transitions lead from the first status to it."),
    ("  - {code: closed, name: Closed", ("  - {code: lost, name: Lost, kind: open, description: Away.}\n"
     "  - {code: closed, name: Closed"), "{code: lost",
     "statuses[4]: nobody can reach or leave `lost`: no transitions lead from the first status to it."),
    ("kind: closed, description: It is over.}\n\ntransitions:\n",
     ("kind: closed, description: It is over.}\n  - {code: stuck, name: Stuck, kind: on_hold, description: For ever.}\n"
     "\ntransitions:\n  - {from: new, to: stuck}\n  - {from: stuck, to: stuck}\n"), "{code: stuck",
     "statuses[5]: nobody can leave `stuck`: add a transition from it, or give it `kind: closed`."),
    ("on: button, button: resolve", "on: button", "{from: solved, to: closed, on: button",
     "transitions[4]: moves on a button: `button` must say on which, such as `button: escalate`."),
    ("on: button, button: resolve", "on: change, button: resolve", "button: resolve",
     "transitions[4].button: stands only with `on: button`, or `on: automatic` after that button."),
    ("  - {from: solved, to: closed, on: button, button: resolve}\n", "", "{code: resolve",
     "buttons[2]: nothing happens on `resolve`: add a transition with `on: button, button: resolve`."),
    ("  awaiting: [waiting, solved]\n", "", "after: 3 business days",
     "closing.after: needs `awaiting`: the statuses in which silence is counted."),
    ("from: [waiting, solved], to: closed, on: silence", "from: waiting, to: closed, on: silence", "solved]\n  chase",
     ("closing.awaiting[1]: silence leads nowhere from `solved`:"
     " add a transition `from: solved` with `on: silence`.")),
    ("on: approval", "on: aproval", "on: aproval",
     ("transitions[6].on: is `aproval`, expected `change`, `answer`, `reply`, `approval`, `button`, `silence`"
     " or `automatic`; did you mean `approval`?")),
]  # fmt: skip
EVIDENCE = [
    ("accepts: [trace, times]", "accepts: [call_ids, times]", "call_ids, times",
     "problem_types[0].evidence[0].accepts[0]: is what is asked for: leave `call_ids` out, or name another kind."),
    ("accepts: [trace, times]", "accepts: call_ids", "accepts",
     "problem_types[0].evidence[0].accepts: is what is asked for: leave `call_ids` out, or name another kind."),
    ("accepts: [trace, times]", "accepts: [traces]", "traces]",
     "problem_types[0].evidence[0].accepts[0]: is `traces`, expected"),
    ("        picture_alt: The details of a call, with its Call-ID.\n", "", "picture: /images",
     "problem_types[0].evidence[0].picture: needs `picture_alt` beside it: what it shows, for whoever"),
    ("        picture: /images/call-id.svg\n", "", "picture_alt",
     "problem_types[0].evidence[0].picture_alt: stands only beside a `picture`."),
    ("/images/call-id.svg", "//elsewhere.example/call-id.svg", "picture: //",
     ("problem_types[0].evidence[0].picture: `//elsewhere.example/call-id.svg` must be a path on this site"
     " to a picture, such as /evidence/images/call-id.svg.")),
    ("hide: [names, addresses]", "hide: [names, secrets]", "secrets",
     "evidence.hide[1]: is `secrets`, expected `numbers`, `names` or `addresses`."),
    ("https://portal.quietlake.example", "http://portal.quietlake.example", "origin: ",
     ("evidence.probe[0].origin: `http://portal.quietlake.example` must be https:// and a host in small letters,"
     " such as https://portal.example.org, without a path.")),
    ("https://portal.quietlake.example", "https://who:secret@portal.quietlake.example", "origin: ",
     "evidence.probe[0].origin: `https://who:secret@portal.quietlake.example` must be https:// and a host"),
    ("https://portal.quietlake.example", "https://portal.quietlake.example/login", "origin: ",
     "evidence.probe[0].origin: `https://portal.quietlake.example/login` must be https:// and a host"),
    ("  probe:\n", "  probe:\n" + "".join(f"    - {{name: H{n}, origin: 'https://a.b'}}\n" for n in range(8)),
     "probe", "evidence.probe: has 9 entries, 8 at most fit."),
]  # fmt: skip
FORMS = [
    ("number: 10", "number: ten", "number: ten", "severities[0].number: is `ten`, expected a whole number."),
    ("number: 10", "number: 1000", "number: 1000", "severities[0].number: is `1000`, expected 999 at most."),
    ("level: 1,", "level: 0,", "level: 0", "lines[0].level: is `0`, expected 1 at least."),
    ("subdivision: ENG", "subdivision: England", "subdivision",
     ("calendars.office.holidays.subdivision: `England` must be the code of a part of the country, such as ENG"
     " (ISO 3166-2 without the country).")),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "at", "told"), [*ASKING, *TIMES, *STATUSES, *EVIDENCE, *FORMS])
def test_what_does_not_fit_together_is_told_at_its_line_and_column(old, new, at, told):
    text = changed(old, new)
    mistakes = mistakes_in(text)
    assert [mistake for mistake in mistakes if mistake.startswith(f"policy.yml:{position_of(at, text)}: {told}")], (
        mistakes
    )


def test_every_mistake_between_the_parts_is_told_at_once():
    text = WHOLE
    for old, new in [
        ("several: phone", "several: fone"),
        ("when: {hosted: at_home}", "when: {hosted: home}"),
        ("    business_day: 8 hours\n", ""),
        ("on: button, button: resolve", "on: button"),
        ("kind: yes_no", "kind: yes_or_no"),
    ]:
        text = text.replace(old, new)
    told = [mistake.split(": ")[1] for mistake in mistakes_in(text)]
    assert told == [
        "calendars.office",
        "questions[2].kind",
        "questions[2].when.hosted",
        "questions[3].when.remote",
        "one_problem.several",
        "transitions[4]",
        "buttons[2]",
    ]


def test_without_transitions_every_status_can_be_reached_and_left():
    first, last = WHOLE.index("transitions:"), WHOLE.index("notify_requester:")
    text = WHOLE[:first] + WHOLE[last:]
    text = text.replace("  after: 3 business days\n  awaiting: [waiting, solved]\n", "")
    assert load_policy(text, files=FILES).transitions == ()


def test_a_loop_of_questions_is_told_once():
    text = changed("when: {hosted: at_home}", 'when: {consent: "yes"}')
    assert len(mistakes_in(text)) == 1
