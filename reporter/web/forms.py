"""One form per step: fields, labels and hints. What is acceptable is the journey's business, not the form's."""

from collections.abc import Callable, Mapping, Sequence
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
from reporter.journey.evidence import KINDS, excuse_of
from reporter.journey.questions import CHOSEN, YES, name_of
from reporter.policy.model import Policy, Question
from reporter.web.field_words import field_words
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


class QuestionsForm(StepForm):
    """With a field for each question of the policy, see `_asking`."""

    remember = Checkboxes(validate_choice=False)


class EvidenceForm(StepForm):
    """With a choice of reasons for each kind of evidence, see FORMS."""

    call_ids = TextAreaField()
    time_date = DateField()
    time_time = TimeField()
    time_zone = SelectField(validate_choice=False)
    time_number = StringField()
    browser = TextAreaField()
    console = TextAreaField()
    request_id = StringField()
    request_method = StringField()
    request_path = StringField()
    request_status = StringField()
    missing_reason = TextAreaField()


class ContactForm(StepForm):
    name = StringField(render_kw={"autocomplete": "name"})
    email = EmailField(render_kw={"autocomplete": "email", "spellcheck": "false"})
    phone = TelField(render_kw={"autocomplete": "tel"})
    customer = StringField(render_kw={"autocomplete": "organization"})
    contract = RadioField(validate_choice=False)
    zone = SelectField(validate_choice=False)


FORMS: Mapping[str, type[StepForm]] = {
    "problem": ProblemForm,
    "articles": ArticlesForm,
    "severity": SeverityForm,
    "questions": QuestionsForm,
    "evidence": type(
        "ExcusingForm", (EvidenceForm,), {excuse_of(kind): SelectField(validate_choice=False) for kind in KINDS}
    ),
    "contact": ContactForm,
}


FIELDS: Mapping[str, Callable[[], Field]] = {
    "line": StringField,
    "text": TextAreaField,
    "choice": lambda: RadioField(validate_choice=False),
    "yes_no": lambda: RadioField(validate_choice=False),
    "consent": lambda: Checkboxes(validate_choice=False),
    "mail": lambda: EmailField(render_kw={"spellcheck": "false"}),
    "phone": TelField,
}
"""How each kind of question is answered."""


def form_for(step: str, policy: Policy) -> StepForm:
    """The step's form with the policy's choices and the labels in the reader's language."""
    form = _asking(policy) if step == "questions" else FORMS[step]()
    words = {**field_words(), **_words_of(policy.questions)}
    for field in form.answers():
        label, hint = words.get(f"{step}.{field.name}", (field.name, ""))
        field.label.text, field.description = label, hint
    if isinstance(form, ProblemForm):
        form.problem_type.choices = [(kind.code, kind.name) for kind in policy.problem_types]
    if isinstance(form, SeverityForm):
        form.ticked.choices = [(e.key, e.text) for level in policy.severities for e in level.examples]
        form.level.choices = [(level.code, level.title) for level in policy.severities]
    if isinstance(form, ContactForm):
        form.contract.label.text = policy.entitlement.ask or ""
        form.contract.choices = [("yes", sentence("Yes")), ("no", sentence("No"))]
    if isinstance(form, ProblemForm | ContactForm):
        form.zone.choices = _zones()
    if isinstance(form, EvidenceForm):
        form.time_zone.choices = _zones()
        for kind in KINDS:  # which reasons the policy knows depends on the type of problem
            form[excuse_of(kind)].choices = [("", sentence("I can"))]
    return form


def _asking(policy: Policy) -> StepForm:
    """The form of this policy's questions, whatever the type of problem: what was typed is kept, and read later."""
    fields = {name_of(question): FIELDS[question.kind]() for question in policy.questions}
    form: StepForm = type("AskingForm", (QuestionsForm,), fields)()
    for question in policy.questions:
        field = form[name_of(question)]
        if isinstance(field, SelectField | SelectMultipleField):
            field.choices = _choices(question)
    return form


def _choices(question: Question) -> list[tuple[str, str]]:
    """Where no answer is needed a choice can be taken back."""
    unsure = [] if question.required else [("", sentence("I cannot say"))]
    match question.kind:
        case "choice":
            return [*((option.code, option.name) for option in question.options), *unsure]
        case "yes_no":
            return [*((value, sentence(word)) for value, word in CHOSEN.items()), *unsure]
    return [(YES, sentence("Yes, I agree"))]


def raw_of(form: StepForm, sent: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """What was typed: only the step's own fields, each line end one newline."""
    return {
        field.name: tuple(value.replace("\r\n", "\n") for value in sent[field.name])
        for field in form.answers()
        if field.name in sent
    }


def _zones() -> list[tuple[str, str]]:
    places = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(OTHER_NAMES))
    return [(zone, zone.replace("_", " ")) for zone in ("UTC", *places)]


def _words_of(questions: Sequence[Question]) -> dict[str, tuple[str, str]]:
    labels = {
        question.code: question.ask if question.required else sentence("{question} (optional)", question=question.ask)
        for question in questions
    }
    return {f"questions.{name_of(question)}": (labels[question.code], question.help or "") for question in questions}
