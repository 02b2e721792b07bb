"""The portable subset: what is refused is refused by name; what is accepted reads the same on both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.analytics import portable
from warehouse.errors import Refused

REFUSED = {
    "SELECT LENGTH(kind) AS n FROM t": "LENGTH is refused: Doris counts bytes",
    "SELECT DAYOFWEEK(at) AS n FROM t": "DAYOFWEEK is refused",
    "SELECT WEEK(at) AS n FROM t": "WEEK is refused",
    "SELECT WEEKOFYEAR(at) AS n FROM t": "WEEK is refused",
    "SELECT flag XOR flag AS n FROM t": "XOR is refused",
    "SELECT n ^ n AS n FROM t": "XOR is refused",
    "SELECT id FROM t WHERE words MATCH_ANY 'x'": "MATCH_ANY is refused",
    "SELECT id FROM t WHERE words MATCH_ALL 'x'": "MATCH_ALL is refused",
    "SELECT id FROM t WHERE words MATCH_PHRASE 'x'": "MATCH_PHRASE is refused",
    "SELECT GROUP_CONCAT(kind) AS n FROM t": "GROUP_CONCAT is refused",
    "SELECT SUBSTRING(kind, 0, 2) AS n FROM t": "SUBSTRING from 0 is refused",
    "SELECT TIMESTAMPDIFF(MONTH, at, at) AS n FROM t": "TIMESTAMPDIFF is refused",
    "SELECT NOW() AS n": "NOW is refused",
    "SELECT at + INTERVAL 1 DAY AS n FROM t": "INTERVAL is refused",
    "SELECT kind || 'x' AS n FROM t": "|| is refused",
    "SELECT CAST(n AS INT) AS n FROM t": "CAST to INT is refused",
    "SELECT CAST(flag AS CHAR) AS n FROM t": "CAST to CHAR is refused",
    "SELECT DATE_FORMAT(at, '%M') AS n FROM t": "the time format is refused",
    "SELECT DATE_TRUNC(at, 'decade') AS n FROM t": "DATE_TRUNC is refused with this unit",
    "SELECT id FROM t LEFT SEMI JOIN u ON t.id = u.id": "SEMI JOIN is refused",
    "SELECT id FROM t GROUP BY ROLLUP(id)": "ROLLUP is refused",
    "SELECT id FROM t EXCEPT SELECT id FROM u": "EXCEPT is refused",
    "SELECT id FROM t FOR UPDATE": "LOCK is refused",
    "SELECT id FROM t TABLESAMPLE (10 ROWS)": "TABLESAMPLE is refused",
    "SELECT words->'$.a' AS n FROM t": "JSON_EXTRACT is refused",
    "SELECT sleep(5) AS n": "SLEEP is refused",
    "SELECT bitmap_count(words) AS n FROM t": "BITMAP_COUNT is refused",
    "SELECT * FROM read_csv('/etc/passwd')": "READ_CSV is refused",
    "SELECT id FROM other.t": "another database cannot be read",
    "SELECT id FROM a.lightbox.t": "another database cannot be read",
    "SELECT 1 AS a; SELECT 2 AS b": "exactly one statement",
    "SELECT id FROM": "cannot be read as Doris SQL",
    "": "exactly one statement",
    "CREATE TABLE x (a INT)": "CREATE is refused: only SELECT is answered",
    "INSERT INTO t VALUES (1)": "INSERT is refused: only SELECT is answered",
    "UPDATE t SET n = 1": "UPDATE is refused: only SELECT is answered",
    "DELETE FROM t": "DELETE is refused: only SELECT is answered",
    "DROP TABLE t": "DROP is refused: only SELECT is answered",
    "TRUNCATE TABLE t": "TRUNCATE is refused: only SELECT is answered",
    "ALTER TABLE t ADD COLUMN x INT": "ALTER is refused: only SELECT is answered",
    "GRANT ALL ON t TO u": "GRANT is refused: only SELECT is answered",
    "COPY t TO '/tmp/x'": "COPY is refused: only SELECT is answered",
    "ATTACH '/tmp/x'": "ATTACH is refused: only SELECT is answered",
    "EXPLAIN SELECT 1 AS a": "EXPLAIN is refused: only SELECT is answered",
}


@pytest.mark.parametrize("sql", REFUSED)
def test_what_engines_answer_differently_is_refused_by_name(sql: str) -> None:
    with pytest.raises(Refused) as refused:
        portable.parse(sql)
    assert REFUSED[sql] in str(refused.value)


def test_only_known_tables_are_read() -> None:
    for sql in (
        "SELECT a FROM t",
        "SELECT a FROM lightbox.t x",
        "WITH c AS (SELECT a FROM t) SELECT a FROM c",
        "SELECT a FROM (SELECT 1 AS a) d",
    ):
        portable.parse(sql, {"t"})
    for name in ("_load_label", "duckdb_settings", "'/etc/passwd'"):
        with pytest.raises(Refused, match="there is no table"):
            portable.parse(f"SELECT a FROM {name}", {"t"})


def test_columns_without_a_name_are_called_by_their_text() -> None:
    said = portable.to_duckdb(portable.parse("SELECT COUNT(*), id AS a FROM t"))
    assert said == 'SELECT COUNT(*) AS "count(*)", id AS a FROM t'


def test_parameters_inside_texts_and_names_are_not_parameters() -> None:
    sql = "SELECT ':a', \":b\", `:c`, x, 'it''s :d', 'back\\':e' FROM t WHERE y = :f AND z = '12:30'"
    assert portable.expand(sql, {"f": 1}) == (sql, {"f": 1})
    assert portable.to_pyformat("SELECT '%a' WHERE x % 2 = :f") == "SELECT '%%a' WHERE x %% 2 = %(f)s"


@given(st.lists(st.integers(), min_size=1, max_size=5))
def test_a_list_stands_for_its_elements(values: list[int]) -> None:
    sql, params = portable.expand("SELECT a FROM t WHERE a IN :v", {"v": values})
    assert list(params.values()) == values
    assert sql.count(":v_") == len(values)
