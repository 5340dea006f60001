"""Delivery: the outbox is claimed, sent, backed off and parked; one file per destination."""
