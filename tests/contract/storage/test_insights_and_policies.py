from datetime import date, timedelta

from reporter.insights.ports import SearchRecord
from reporter.storage.tables import policies, searches
from tests.fakes import NOW
from tests.integration.storage.building import rows


def searched(query, outcome="none"):
    return SearchRecord(query=query, where="header", outcome=outcome, location="", day=date(2026, 11, 20))


class TestInsights:
    def test_gaps_are_the_queries_asked_in_vain_the_most_frequent_first(self, storage):
        storage.insights.record([searched("fax"), searched("t38"), searched("fax"), searched("nat", "found")])
        storage.insights.record([searched("echo"), searched("")])
        assert storage.insights.gaps(10) == (("fax", 2), ("echo", 1), ("t38", 1))
        assert storage.insights.gaps(1) == (("fax", 2),)

    def test_a_record_is_kept_with_its_day_only(self, storage):
        storage.insights.record([])
        storage.insights.record([searched("fax", "opened")])
        (row,) = rows(storage, searches)
        assert (row.day, row.query, row.where, row.outcome) == (date(2026, 11, 20), "fax", "header", "opened")


class TestPolicies:
    def test_a_text_is_kept_once_under_its_hash(self, storage):
        storage.policies.keep("the promise", "hash", NOW)
        storage.policies.keep("the promise", "hash", NOW)
        assert storage.policies.text("hash") == "the promise"
        assert storage.policies.text("other") is None
        assert len(rows(storage, policies)) == 1

    def test_the_last_one_is_the_one_that_took_its_place_last_by_whatever_clock(self, storage):
        assert storage.policies.last() is None
        storage.policies.keep("first", "one", NOW)
        storage.policies.keep("second", "two", NOW - timedelta(days=1))
        assert storage.policies.last().text == "second"
        storage.policies.keep("first", "one", NOW)
        assert storage.policies.last().text == "first"
        assert storage.policies.last().loaded_at > NOW
        assert len(rows(storage, policies)) == 2
