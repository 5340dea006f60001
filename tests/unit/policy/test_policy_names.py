"""Every name that refers to something is the name of something, of one thing only, or told with the nearest one."""

import pytest

from tests.policies.broken import WHOLE, changed, mistakes_in, position_of

# What is changed, into what, the words at which the mistake must be told, and how it begins.
UNKNOWN = [
    ("    calendar: office\n    severities", "    calendar: ofice\n    severities", "calendar: ofice",
     "channels[0].calendar: there is no calendar `ofice` in this policy; did you mean `office`?"),
    ("outside: {calendar: office,", "outside: {calendar: nights,", "calendar: nights",
     "channels[0].outside.calendar: there is no calendar `nights` in this policy."),
    ("severities: [urgent]}\n    note", "severities: [urgnt]}\n    note", "urgnt",
     "channels[0].outside.severities[0]: there is no severity `urgnt` in this policy; did you mean `urgent`?"),
    ("[urgent, normal]", "[urgent, norml]", "norml",
     "channels[0].severities[1]: there is no severity `norml` in this policy; did you mean `normal`?"),
    ('"[P2]": normal', '"[P2]": norml', '"[P2]"',
     "channels[2].labels.[P2]: there is no severity `norml` in this policy; did you mean `normal`?"),
    ("otherwise: normal", "otherwise: nobody", "otherwise",
     "channels[2].otherwise: there is no severity `nobody` in this policy."),
    ("15 minutes, calendar: always, reported_in: office", "15 minutes, calendar: allways, reported_in: office",
     "calendar: allways",
     "severities[0].first_answer[0].calendar: there is no calendar `allways` in this policy; did you mean `always`?"),
    ("reported_in: office", "reported_in: offices", "reported_in",
     "severities[0].first_answer[0].reported_in: there is no calendar `offices` in this policy; did you mean"),
    ("2 business days, calendar: office}", "2 business days, calendar: office2}", "calendar: office2",
     "severities[1].first_answer.calendar: there is no calendar `office2` in this policy; did you mean `office`?"),
    ("8 hours, calendar: always", "8 hours, calendar: alway", "calendar: alway}",
     "severities[0].solution.calendar: there is no calendar `alway` in this policy; did you mean `always`?"),
    ("10 business days, calendar: office", "10 business days, calendar: offic", "calendar: offic}",
     "severities[1].solution[0].calendar: there is no calendar `offic` in this policy; did you mean `office`?"),
    ("outside: office, on: sent", "outside: work, on: sent", "outside: work",
     "severities[0].notifies[0].outside: there is no calendar `work` in this policy."),
    ("during: office", "during: work", "during",
     "severities[0].notifies[1].during: there is no calendar `work` in this policy."),
    ("report_by: [phone, mail]", "report_by: [phone, male]", "male]",
     "severities[0].report_by[1]: there is no channel `male` in this policy; did you mean `mail`?"),
    ("none_of_these: normal", "none_of_these: nromal", "none_of_these",
     "severity.none_of_these: there is no severity `nromal` in this policy; did you mean `normal`?"),
    ("    line: second", "    line: sekond", "line: sekond",
     "problem_types[1].line: there is no line `sekond` in this policy; did you mean `second`?"),
    ("channel: mail, link", "channel: mial, link", "channel: mial",
     "problem_types[1].exit.channel: there is no channel `mial` in this policy; did you mean `mail`?"),
    ("link: https://quietlake.example/partners", "channel: fax", "channel: fax",
     "questions[0].options[2].exit.channel: there is no channel `fax` in this policy."),
    ("types: [upgrade]", "types: [upgrades]", "upgrades]",
     "questions[1].types[0]: there is no problem type `upgrades` in this policy; did you mean `upgrade`?"),
    ("several: phone", "several: fone", "several: fone",
     "one_problem.several: there is no channel `fone` in this policy; did you mean `phone`?"),
    ("to: waiting, on: answer", "to: wating, on: answer", "to: wating",
     "transitions[0].to: there is no status `wating` in this policy; did you mean `waiting`?"),
    ("from: [new, escalated], to: waiting", "from: [new, escaleted], to: waiting", "escaleted",
     "transitions[0].from[1]: there is no status `escaleted` in this policy; did you mean `escalated`?"),
    ("{from: waiting, to: new", "{from: wating, to: new", "from: wating",
     "transitions[2].from: there is no status `wating` in this policy; did you mean `waiting`?"),
    ("button: resolve}", "button: resolved}", "button: resolved",
     "transitions[4].button: there is no button `resolved` in this policy; did you mean `resolve`?"),
    ("closing:\n  calendar: office", "closing:\n  calendar: of", "calendar: of\n",
     "closing.calendar: there is no calendar `of` in this policy."),
    ("awaiting: [waiting, solved]", "awaiting: [waiting, sloved]", "sloved",
     "closing.awaiting[1]: there is no status `sloved` in this policy; did you mean `solved`?"),
    ("escalation:\n  calendar: office", "escalation:\n  calendar: of", "calendar: of\n",
     "escalation.calendar: there is no calendar `of` in this policy."),
    ("4 hours, severities: [urgent]", "4 hours, severities: [normal, urgen]", "urgen]",
     "escalation.ladder[1].severities[1]: there is no severity `urgen` in this policy; did you mean `urgent`?"),
    ("  channel: phone\n", "  channel: phon\n", "channel: phon\n",
     "escalation.channel: there is no channel `phon` in this policy; did you mean `phone`?"),
    ("levels: [urgent]", "levels: [urgents]", "urgents]",
     "fair_use.levels[0]: there is no severity `urgents` in this policy; did you mean `urgent`?"),
    ("downgraded_to: normal", "downgraded_to: minor", "downgraded_to",
     "fair_use.downgraded_to: there is no severity `minor` in this policy."),
    ("go: Call us, channel: phone", "go: Call us, channel: phon", "channel: phon}",
     "guide[1].channel: there is no channel `phon` in this policy; did you mean `phone`?"),
]  # fmt: skip
REPEATED = [
    ("number: 20", "number: 10", "number: 10\n    description: All",
     "severities[1].number: `10` stands here a second time; a severity's number"),
    ("code: second", "code: first", "code: first, name: Engineers",
     "lines[1].code: `first` stands here a second time; a line's code"),
    ("code: impact", "code: hosted", "code: hosted, ask",
     "questions[4].code: `hosted` stands here a second time; a question's code"),
    ("code: at_home", "code: with_us", "code: with_us, name: On our own",
     "questions[0].options[1].code: `with_us` stands here a second time; the code of an option"),
    ("code: quiet", "code: cancel", "code: cancel, does: cancel",
     "buttons[3].code: `cancel` stands here a second time; a button's code"),
    ("code: sooner", "code: silence", "code: silence, name: It",
     "escalation.reasons[1].code: `silence` stands here a second time; the code of a reason"),
    ("- I have looked at the status page", "- Somebody can be reached until it is over",
     "Somebody can be reached until it is over\n  - code",
     "severities[0].confirm[1]: `Somebody can be reached until it is over` stands here a second time"),
    ("examples: [I have a question]", "examples: [Emergency calls fail]", "Emergency calls fail]",
     "severities[1].examples[0]: `Emergency calls fail` stands here a second time; an example"),
    ('"[P2]"', '"[p1]"', '"[p1]"',
     "channels[2].labels.[p1]: `[p1]` stands here a second time; a label"),
    ("accepts: [trace, times]", "accepts: [trace, times, trace]", "trace]",
     "problem_types[0].evidence[0].accepts[2]: `trace` stands here a second time; a kind of evidence"),
    ("reasons: [The portal", "reasons: [Gone, Gone, The portal", "Gone, The portal",
     "problem_types[0].evidence[0].reasons[1]: `Gone` stands here a second time; a reason"),
    ("  probe:\n", '  probe:\n    - {name: Our portal, origin: "https://a.b"}\n',
     'name: Our portal, origin: "https://portal',
     "evidence.probe[1].name: `Our portal` stands here a second time; the name of a host"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "at", "told"), [*UNKNOWN, *REPEATED])
def test_a_name_that_is_wrong_is_told_at_its_line_and_column(old, new, at, told):
    text = changed(old, new)
    mistakes = mistakes_in(text)
    assert [mistake for mistake in mistakes if mistake.startswith(f"policy.yml:{position_of(at, text)}: {told}")], (
        mistakes
    )


def test_a_name_of_a_part_that_is_left_out_is_told():
    first, last = WHOLE.index("lines:"), WHOLE.index("problem_types:")
    told = [mistake.split(": ", 1)[1] for mistake in mistakes_in(WHOLE[:first] + WHOLE[last:])]
    assert told == [
        "problem_types[0].line: there is no line `first` in this policy.",
        "problem_types[1].line: there is no line `second` in this policy.",
    ]
