"""Incidents and maintenance as their sources publish them, with the age of what is known."""
