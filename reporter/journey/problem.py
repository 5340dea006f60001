"""Step: what is wrong, since when, and what kind of problem it is."""

from reporter.journey.answers import Mistake, ProblemAnswer
from reporter.journey.fields import Field, Typed
from reporter.journey.since import Since, read_since
from reporter.journey.situation import Situation
from reporter.policy.zones import is_zone

TEXT = 20_000  # characters: a long log excerpt; a whole log belongs into a file

FIELDS = (
    Field("problem_type", "Choose what kind of problem it is."),
    Field("title", "Say in one line what is wrong.", shortest=4, longest=150),
    Field("seen", "Say what happens.", shortest=2, longest=TEXT, lines=True),
    # Not required: at night, with the phones down, both go without saying.
    Field("did", shortest=2, longest=TEXT, lines=True),
    Field("expected", shortest=2, longest=TEXT, lines=True),
    Field("since_date", "Give the day on which it began; today is fine if you are not sure."),
    Field("since_time"),
    Field("zone", "Choose the time zone of the times you give."),
)


def read_problem(typed: Typed, situation: Situation) -> ProblemAnswer | None:
    values = {field.name: typed.one(field.name) for field in FIELDS}
    if values["problem_type"] and situation.problem_type is None:
        typed.wrong(Mistake("problem_type", "This kind of problem is no longer in the list. Choose one again."))
    elif situation.problem_type and situation.problem_type.exit:
        typed.leads_away(situation.problem_type.exit)
    since = _since(typed, values, situation)
    if typed.mistakes or since is None:
        return None
    return ProblemAnswer(
        problem_type=values["problem_type"],
        title=values["title"],
        did=values["did"],
        expected=values["expected"],
        seen=values["seen"],
        since=since.moment,
        since_exact=since.exact,
        zone=values["zone"],
    )


def _since(typed: Typed, values: dict[str, str], situation: Situation) -> Since | None:
    zone = values["zone"]
    if zone and not is_zone(zone):
        typed.wrong(Mistake("zone", "There is no time zone “{zone}”. Choose one from the list.", {"zone": zone}))
    elif zone and values["since_date"]:
        since = read_since(values["since_date"], values["since_time"], zone=zone, now=situation.now)
        if isinstance(since, Since):
            return since
        typed.wrong(since)
    return None
