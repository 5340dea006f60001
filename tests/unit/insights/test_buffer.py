from datetime import date

import pytest

from reporter.errors import Unavailable
from reporter.insights.buffer import BufferedInsights
from reporter.insights.ports import SearchRecord

ONE = SearchRecord("one way audio", "header", "found", "", date(2026, 11, 20))
TWO = SearchRecord("no dial tone", "journey", "none", "", date(2026, 11, 20))


class Store:
    def __init__(self) -> None:
        self.kept: list[SearchRecord] = []
        self.away = False

    def record(self, records):
        if self.away:
            raise Unavailable("away")
        self.kept += records

    def gaps(self, limit):
        return ()


def test_records_are_written_together_and_once():
    store = Store()
    buffered = BufferedInsights(store)
    buffered.record([ONE])
    buffered.record([TWO])
    assert store.kept == []

    buffered.flush()
    buffered.flush()

    assert store.kept == [ONE, TWO]


def test_what_could_not_be_written_is_tried_again_in_its_order():
    store = Store()
    buffered = BufferedInsights(store)
    buffered.record([ONE])
    store.away = True
    with pytest.raises(Unavailable):
        buffered.flush()
    buffered.record([TWO])

    store.away = False
    buffered.flush()

    assert store.kept == [ONE, TWO]


def test_closing_writes_what_is_left():
    store = Store()
    buffered = BufferedInsights(store)
    buffered.start()
    buffered.record([ONE])

    buffered.close()

    assert store.kept == [ONE]
