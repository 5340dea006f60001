"""Traces beside pictures: what was read of them, and how long their sealed originals stay."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("evidence", sa.Column("kind", sa.Text(), nullable=False, server_default="picture"))
    op.add_column("evidence", sa.Column("reading", sa.JSON(), nullable=True))
    op.add_column("evidence", sa.Column("original_hours", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("evidence", sa.Column("original_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_evidence_original_until", "evidence", ["original_until"])
