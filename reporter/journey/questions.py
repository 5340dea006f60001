"""Step: what this organisation asks beside the problem itself. Which questions apply depends on the answers so far."""

from collections.abc import Callable, Iterable

from reporter.journey.answers import Answered, Mistake, QuestionsAnswer
from reporter.journey.contact import LONGEST as LONGEST_ADDRESS
from reporter.journey.contact import LONGEST_PHONE, is_phone, read_email
from reporter.journey.fields import Field, Typed
from reporter.journey.situation import Situation
from reporter.policy.model import Policy, ProblemType, Question

YES, NO = "yes", "no"
REMEMBER = "remember"
"""The field that says: keep the answers marked so in this browser for the next report."""
ABOUT = ("problem", "impact", "environment", "access", "contact")
"""What questions are about, in the order of the page."""
LONGEST = {"line": 300, "text": 5_000, "mail": LONGEST_ADDRESS, "phone": LONGEST_PHONE}
LONGEST_CODE = 40
CHOSEN = {YES: "Yes", NO: "No"}


def name_of(question: Question) -> str:
    """The field's name: apart from those that every form has."""
    return f"q-{question.code}"


def fields(situation: Situation) -> tuple[Field, ...]:
    """One for every question of the policy: what was answered before the type of problem changed is no mistake."""
    asked = (
        Field(name_of(question), longest=LONGEST.get(question.kind, LONGEST_CODE), lines=question.kind == "text")
        for question in situation.policy.questions
    )
    return (*asked, Field(REMEMBER, longest=len(YES)))


def questions_apply(situation: Situation) -> bool:
    """Whether anything is asked for this type of problem; before the type is known, of any type."""
    return bool(questions_for(situation.policy, situation.problem_type))


def questions_for(policy: Policy, problem_type: ProblemType | None) -> tuple[Question, ...]:
    """The questions that some answers bring up for a type of problem, in the order of the page; of any type for None.
    What waits for something that is not asked of this type is not among them."""
    waiting = [
        question
        for question in policy.questions
        if problem_type is None or not question.types or problem_type.code in question.types
    ]
    found: dict[str, Question] = {}
    while more := {question.code: question for question in waiting if question.when.keys() <= found.keys()}:
        found |= more
        waiting = [question for question in waiting if question.code not in found]
    asked = (question for question in policy.questions if question.code in found)
    return tuple(sorted(asked, key=lambda question: ABOUT.index(question.about)))


def applying(questions: Iterable[Question], value_of: Callable[[Question], str]) -> tuple[tuple[Question, str], ...]:
    """The questions that are asked, in the given order, each with its value. `value_of` is called once for each of
    them and for no other. What waits for an answer to itself, or to something that is not asked, is not asked."""
    waiting = list(questions)
    order = [question.code for question in waiting]
    found: dict[str, tuple[Question, str]] = {}

    def is_due(question: Question) -> bool:
        return all(code in found and found[code][1] in answers for code, answers in question.when.items())

    while due := [question for question in waiting if is_due(question)]:
        found |= {question.code: (question, value_of(question)) for question in due}
        waiting = [question for question in waiting if question.code not in found]
    return tuple(found[code] for code in order if code in found)


def read_questions(typed: Typed, situation: Situation) -> QuestionsAnswer | None:
    """A question that does not apply is not answered, whatever stands in its field."""
    questions = questions_for(situation.policy, situation.problem_type)
    given = applying(questions, lambda question: _read(typed, question))
    typed.in_order(name_of(question) for question in questions)
    for question, value in given:
        for option in question.options:
            if option.exit and option.code == value:
                typed.leads_away(option.exit)
    if typed.mistakes:
        return None
    return QuestionsAnswer(tuple(_answered(question, value) for question, value in given if value))


def _read(typed: Typed, question: Question) -> str:
    """The acceptable value, "" for none; a consent is yes or no."""
    name = name_of(question)
    value = typed.one(name)
    if question.kind == "consent":
        value = YES if value == YES else ""
    if not value and question.required:
        typed.wrong(_missing(question))
    if value and not _fits(question, value):
        typed.wrong(_unfit(question))
        return ""
    return value or (NO if question.kind == "consent" else "")


def _fits(question: Question, value: str) -> bool:
    match question.kind:
        case "choice":
            return value in {option.code for option in question.options}
        case "yes_no":
            return value in CHOSEN
        case "mail":
            return read_email(value) is not None
        case "phone":
            return is_phone(value)
    return True


def _missing(question: Question) -> Mistake:
    name, named = name_of(question), {"question": question.ask}
    match question.kind:
        case "choice":
            return Mistake(name, "Choose an answer: {question}", named)
        case "yes_no":
            return Mistake(name, "Say yes or no: {question}", named)
        case "consent":
            return Mistake(name, "We need your consent to go on: {question}", named)
    return Mistake(name, "Answer this: {question}", named)


def _unfit(question: Question) -> Mistake:
    name, named = name_of(question), {"question": question.ask}
    match question.kind:
        case "mail":
            return Mistake(name, "Write the address like name@example.org, without blanks: {question}", named)
        case "phone":
            return Mistake(name, "Write the phone number in digits, such as +44 20 7946 0123: {question}", named)
    return Mistake(name, "This answer is no longer in the list. Choose one again: {question}", named)


def _answered(question: Question, value: str) -> Answered:
    names = CHOSEN | {option.code: option.name for option in question.options}
    chosen = question.kind in {"choice", "yes_no", "consent"}
    return Answered(question.code, question.ask, names[value] if chosen else value, question.about)
