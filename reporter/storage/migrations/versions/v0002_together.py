"""Drafts begun beside each other, and the tickets they became."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drafts", sa.Column("together", sa.Text(), nullable=True))
    op.add_column("tickets", sa.Column("together", sa.Text(), nullable=True))
    op.create_index("ix_tickets_together", "tickets", ["together"])
