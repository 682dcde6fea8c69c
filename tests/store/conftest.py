"""A store on a real file, with a run begun in it."""

from __future__ import annotations

import sqlite3

import pytest

from auditor.store import Store
from tests.store.values import RUN


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "auditor.db")


@pytest.fixture
def store(path):
    with Store(path) as store:
        store.begin(RUN)
        yield store


@pytest.fixture
def rows(path):
    """Ask the file itself, past the store; each call on a connection of its own."""

    def ask(sql, *parameters):
        connection = sqlite3.connect(path)
        try:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, parameters)]
        finally:
            connection.close()

    return ask
