"""SQLAlchemy Core stays in here; this room implements the ports of the others."""
