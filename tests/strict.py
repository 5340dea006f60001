"""A made-up organisation with a strict promise: levels are chosen, contracts needed, misuse has consequences."""

from reporter.policy.load import load_policy

CUSTOMERS = """address,customer,contract_until,technical_contacts,downgraded
good.example,Good Ltd,2027-03-31,chief@good.example ops@partner.example,
ended.example,Ended Ltd,2026-11-19,,
none.example,None Ltd,,,
noisy.example,Noisy Ltd,unlimited,,yes
ada@mail.example,Ada Byrne,unlimited,ada@mail.example,
"""

STRICT = """
organisation: {name: North Quay, reference_prefix: NQ, support_address: support@northquay.example}
calendars:
  office: {name: Office hours, zone: Europe/London, week: {mon-fri: ["09:00-17:00"]}}
  daytime: {name: Day, zone: Europe/London, week: {mon-sun: ["09:00-23:00"]}}
  always: {name: Around the clock, zone: Europe/London, week: always}
channels:
  - {code: phone, kind: phone, name: Hotline, address: +44 20 7946 0555, calendar: always,
     outside: {calendar: daytime, severities: [urgent]}, wakes: the engineer on call}
  - {code: chat, kind: chat, name: Chat, address: "https://northquay.example/chat", calendar: office}
  - {code: mail, kind: mail, name: Mailbox, address: support@northquay.example, calendar: office,
     severities: [normal]}
  - {code: guided, kind: report, name: Guided report, address: "https://northquay.example/report/", calendar: always}
severities:
  - code: urgent
    name: Urgent
    number: 10
    description: Nothing works.
    examples: [All numbers have ceased to work, The portal is not reachable]
    first_answer:
      - {within: 30 minutes, calendar: always, reported_in: office}
      - {within: 2 hours, calendar: always}
    wakes: the engineer on call
    notifies:
      - {who: Duty desk, how: in the system, during: office}
      - {who: Engineer on call, how: by message, outside: office}
      - {who: The directors, on: breached}
    handled: An engineer looks at it at once.
    report_by: [phone, guided]
    confirm: [Somebody can be reached at this number, All of our site is concerned]
  - code: high
    name: High
    number: 7
    description: Something important fails.
    examples: [One number fails]
    first_answer: {within: 2 hours, calendar: office}
    report_by: [chat]
  - code: normal
    name: Normal
    number: 5
    description: All the rest.
    examples: [A single phone has an issue, I have a question]
    first_answer: {within: 1 business day, calendar: office}
severity: {choice: asked, none_of_these: normal, note: Examples rule out misreading., aims: These times are aims.}
problem_types:
  - {code: fault, name: Fault, description: Something broke.}
  - {code: upgrade, name: Upgrade, description: A new version., named_contact: true}
statuses:
  - {code: new, name: New, kind: open, description: It waits for an engineer.}
  - {code: closed, name: Closed, kind: closed, description: Done.}
transitions:
  - {from: new, to: closed}
fair_use:
  reclassify: Faults at the wrong level are reclassified.
  levels: [urgent, high]
  downgraded_to: normal
  abuse: Whoever abuses Urgent and High is answered as Normal.
  appeal: Write to quality@northquay.example to object.
entitlement:
  contract: required
  ask: Do you have a maintenance contract?
  without: Support needs a maintenance contract.
  ticket_without: false
  named_contact: Upgrades go to the technical contact of the contract.
retention: {drafts: 7 days, tickets: 2 years, evidence: 90 days}
"""


def strict_policy(*changes: tuple[str, str]):
    """The policy, with some of its text put otherwise: (as it stands, as it is to be)."""
    return load_policy(strict_text(*changes))


def strict_text(*changes: tuple[str, str]) -> str:
    text = STRICT
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text
