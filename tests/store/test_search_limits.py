"""What nobody can have meant to look for."""

import time

import pytest

from tinycrm.domain.query_tree import QueryError


def test_a_whole_book_is_not_looked_for(crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    began = time.process_time()
    with pytest.raises(QueryError, match="too long"):
        crm.search.everything("lorem ipsum " * 80_000)
    assert time.process_time() - began < 1
    assert [hit.ref for hit in crm.search.everything("ada lovelace " * 3)] == ["C1"]
