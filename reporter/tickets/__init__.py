"""Tickets: events, the fold that makes a ticket of them, the commands, references and access keys."""
