"""Everything that is kept: SQLAlchemy Core and the disk live here, and nowhere else."""

from reporter.storage.opening import Storage, open_storage

__all__ = ["Storage", "open_storage"]
