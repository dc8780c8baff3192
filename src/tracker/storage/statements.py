"""Statements that write one row. They are made once: to put one together takes longer than to run
it, and most of all `insert().values(**row)`, which builds an expression of every value."""

from functools import cache

from sqlalchemy import Delete, Insert, Table, Update, bindparam, delete, insert, update

# The parameter that says which row; no column is called so.
OF = "_of"


@cache
def insert_into(table: Table) -> Insert:
    """Inserts what it is given."""
    return insert(table)


@cache
def update_of(table: Table) -> Update:
    """Sets what it is given in the row OF, and another version."""
    return update(table).where(table.c.id == bindparam(OF)).values(version=table.c.version + 1)


@cache
def delete_from(table: Table) -> Delete:
    """Deletes the row OF."""
    return delete(table).where(table.c.id == bindparam(OF))
