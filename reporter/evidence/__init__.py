"""Parsing of hostile bytes and text: Call-IDs and picture headers. Pure."""
