"""A ticket keeps the holidays it was promised under."""

from datetime import date

from reporter.app import open_house, policy_of
from reporter.config import Settings
from tests.policies.broken import FILES, WHOLE


def test_an_old_policy_is_loaded_again_with_its_files(tmp_path):
    (tmp_path / "policy.yml").write_text(WHOLE, "utf-8")
    (tmp_path / "summer.ics").write_bytes(FILES["summer.ics"])
    settings = Settings(_env_file=None, data=tmp_path / "data", policy=tmp_path / "policy.yml")  # type: ignore[call-arg]
    before = open_house(settings)
    before.close()
    (tmp_path / "summer.ics").write_bytes(FILES["summer.ics"].replace(b"SUMMARY:Summer week", b"SUMMARY:By the lake"))
    after = open_house(settings)
    try:
        assert before.policy.hash != after.policy.hash
        assert policy_of(after, before.policy.hash) == before.policy
        days = {code: dict(calendar.filed) for code, calendar in before.policy.calendars.items() if calendar.filed}
        assert [found[date(2026, 8, 3)] for found in days.values()] == ["Summer week"]
    finally:
        after.close()
