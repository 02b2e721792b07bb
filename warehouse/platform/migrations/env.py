"""What alembic runs to reach the database: the open connection that `warehouse/platform/revisions.py` hands over."""

from alembic import context

_given = context.config.attributes
context.configure(
    connection=_given["connection"], target_metadata=_given["metadata"], version_table=_given["version_table"], render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
