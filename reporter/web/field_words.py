"""The label of every field of the journey, and what stands under it."""

from reporter.web.locale import sentence


def field_words() -> dict[str, tuple[str, str]]:
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
        "questions.remember": (
            sentence("Keep these answers in this browser for my next report"),
            sentence("Not on a computer that others use: they would see them."),
        ),
        "evidence.call_ids": (sentence("Call-IDs"), sentence("One in each line, exactly as they stand.")),
        **_evidence_words(),
        "evidence.missing_reason": (
            sentence("Another reason, in your words"),
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


def _evidence_words() -> dict[str, tuple[str, str]]:
    return {
        "evidence.time_date": (sentence("Day"), ""),
        "evidence.time_time": (sentence("Time"), ""),
        "evidence.time_zone": (sentence("Time zone of that clock"), ""),
        "evidence.time_number": (sentence("The number that was called, or that called (optional)"), ""),
        "evidence.browser": (
            sentence("Your browser and system"),
            sentence(
                "Its name and version, such as “browser: Firefox 145” and “system: Windows 11”, one in each line."
            ),
        ),
        "evidence.console": (
            sentence("Error lines of the browser's console (optional)"),
            sentence(
                "Press F12, open “Console”, load the page again and copy the red lines. We take out keys and tokens."
            ),
        ),
        "evidence.request_id": (
            sentence("Request ID (optional)"),
            sentence("It stands in the answer's headers, often as X-Request-Id."),
        ),
        "evidence.request_method": (sentence("Method"), sentence("Such as GET or POST.")),
        "evidence.request_path": (
            sentence("Path"),
            sentence("Such as /v1/calls. Leave out keys and what follows “?”."),
        ),
        "evidence.request_status": (sentence("Status that came back"), sentence("Such as 429.")),
        "evidence.excuse-call_ids": (sentence("I cannot give a Call-ID"), ""),
        "evidence.excuse-trace": (sentence("I cannot give a log or trace"), ""),
        "evidence.excuse-screenshots": (sentence("I cannot give a screenshot"), ""),
        "evidence.excuse-times": (sentence("I cannot say when it was"), ""),
        "evidence.excuse-browser": (sentence("I cannot say which browser it is"), ""),
        "evidence.excuse-request": (sentence("I cannot say which request it was"), ""),
    }
