"""Lifering: a static knowledge base with a guided issue reporter."""

__version__ = "0.1.0"
