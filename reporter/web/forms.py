"""One form per step: fields, labels and hints. What is acceptable is the journey's business, not the form's."""

from collections.abc import Mapping, Sequence
from zoneinfo import available_timezones

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    EmailField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    TimeField,
    widgets,
)

from reporter.journey.answers import Mistake, Raw
from reporter.policy.model import Policy
from reporter.web.locale import mistake_sentence, sentence

OTHER_NAMES = ("Brazil/", "Canada/", "Chile/", "Etc/", "Mexico/", "SystemV/", "US/")  # of zones that are listed anyway


class Checkboxes(SelectMultipleField):  # type: ignore[misc]
    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class StepForm(FlaskForm):  # type: ignore[misc]
    """`revision` is the one the page was shown with: a stale tab is noticed by it."""

    revision = HiddenField(default="0")

    def answers(self) -> list[Field]:
        """The fields a person fills in, in order of the page."""
        return [field for field in self if not isinstance(field, HiddenField) and field.name != "csrf_token"]

    def show_raw(self, raw: Raw) -> None:
        """Put what was typed into the fields, as typed."""
        for field in self.answers():
            values = list(raw.get(field.name, ()))
            if isinstance(field, Checkboxes):
                field.data = values
            else:
                field.raw_data = values
                field.data = values[0] if values else None

    def show_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        for mistake in mistakes:
            field = self[mistake.field] if mistake.field in self else self.answers()[0]
            field.errors = [*field.errors, mistake_sentence(mistake)]


class ProblemForm(StepForm):
    problem_type = RadioField(validate_choice=False)
    title = StringField()
    seen = TextAreaField()
    did = TextAreaField()
    expected = TextAreaField()
    since_date = DateField()
    since_time = TimeField()
    zone = SelectField(validate_choice=False)


class ArticlesForm(StepForm):
    choice = HiddenField(default="continue")


class SeverityForm(StepForm):
    ticked = Checkboxes(validate_choice=False)
    level = RadioField(validate_choice=False)


class EvidenceForm(StepForm):
    call_ids = TextAreaField()
    missing_reason = TextAreaField()


class ContactForm(StepForm):
    name = StringField(render_kw={"autocomplete": "name"})
    email = EmailField(render_kw={"autocomplete": "email", "spellcheck": "false"})
    phone = TelField(render_kw={"autocomplete": "tel"})
    customer = StringField(render_kw={"autocomplete": "organization"})
    zone = SelectField(validate_choice=False)


FORMS: Mapping[str, type[StepForm]] = {
    "problem": ProblemForm,
    "articles": ArticlesForm,
    "severity": SeverityForm,
    "evidence": EvidenceForm,
    "contact": ContactForm,
}


def form_for(step: str, policy: Policy) -> StepForm:
    """The step's form with the policy's choices and the labels in the reader's language."""
    form = FORMS[step]()
    for field in form.answers():
        label, hint = _words().get(f"{step}.{field.name}", (field.name, ""))
        field.label.text, field.description = label, hint
    if isinstance(form, ProblemForm):
        form.problem_type.choices = [(kind.code, kind.name) for kind in policy.problem_types]
    if isinstance(form, SeverityForm):
        form.ticked.choices = [(e.key, e.text) for level in policy.severities for e in level.examples]
        form.level.choices = [(level.code, level.name) for level in policy.severities]
    if isinstance(form, ProblemForm | ContactForm):
        form.zone.choices = [(zone, zone.replace("_", " ")) for zone in _zones()]
    return form


def raw_of(form: StepForm, sent: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """What was typed: only the step's own fields, each line end one newline."""
    return {
        field.name: tuple(value.replace("\r\n", "\n") for value in sent[field.name])
        for field in form.answers()
        if field.name in sent
    }


def _zones() -> list[str]:
    places = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(OTHER_NAMES))
    return ["UTC", *places]


def _words() -> dict[str, tuple[str, str]]:
    return {
        "problem.problem_type": (sentence("What kind of problem is it?"), ""),
        "problem.title": (
            sentence("The problem in one line"),
            sentence("As you would say it on the phone: “Callers cannot hear us on incoming calls”."),
        ),
        "problem.seen": (
            sentence("What happens?"),
            sentence("What you see or hear, any error text or code, and the numbers concerned."),
        ),
        "problem.did": (sentence("What did you do before it happened? (optional)"), ""),
        "problem.expected": (sentence("What should happen instead? (optional)"), ""),
        "problem.since_date": (sentence("Since when: day"), ""),
        "problem.since_time": (
            sentence("Since when: time"),
            sentence("Leave it empty if you only know the day."),
        ),
        "problem.zone": (sentence("Time zone"), sentence("The zone of the clock you read the time from.")),
        "severity.ticked": (sentence("What is true right now?"), sentence("Tick everything that fits.")),
        "severity.level": (sentence("How serious is it?"), ""),
        "evidence.call_ids": (sentence("Call-IDs"), sentence("One in each line, exactly as they stand.")),
        "evidence.missing_reason": (
            sentence("If you cannot give what is required: why?"),
            sentence("For example: “The portal does not open, so I cannot look up the Call-ID.”"),
        ),
        "contact.name": (sentence("Your name"), ""),
        "contact.email": (sentence("E-mail address"), sentence("Our answer goes there.")),
        "contact.phone": (
            sentence("Telephone number (optional)"),
            sentence("One that works now, if we should ring you back."),
        ),
        "contact.customer": (sentence("Company or account (optional)"), ""),
        "contact.zone": (sentence("Your time zone"), sentence("We show every time in it.")),
    }
