"""A seventh system of a kind the house has not seen: 肺功能 (pulmonary function), MySQL-shaped, pinyin initials, text as GBK bytes, times in
epoch seconds, yes and no in Chinese, categories the standard tables lack. Patients are those of the endoscopy double."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from demo.database import Schema, Table
from tests.pipelines.doubles import Double

START = int(datetime(2026, 10, 2, 0, 0, tzinfo=UTC).timestamp())
MINUTE = 60
CATEGORIES = "code\tzh\ten\nPFT\t肺功能\tPulmonary function test\nPFT.VENT\t通气功能\tVentilation\nPFT.BDT\t舒张试验\tBronchodilator test\n"
SCHEMA = Schema(
    tables=(
        Table("FGN_BR", "BRID:t XM:g XB:g CSRQ:t SFZH:t LXDH:t DZ:g XGSJ:i", ("BRID",)),
        Table(
            "FGN_JC",
            "JCXH:i JCH:t BRID:t SQDH:t LY:g JZH:t SQKS:g JCLX:g XMMC:g YQ:t SFJZ:g ZT:g KDSJ:i DJSJ:i KSSJ:i JSSJ:i XGSJ:i",
            ("JCXH",),
        ),
        Table("FGN_BG", "BGXH:i JCXH:i SJ:g ZD:g SFYX:g SFWJ:g BGZT:g BGYS:t BGSJ:i SHYS:t SHSJ:i XGSJ:i", ("BGXH",)),
        Table("FGN_WJ", "WJID:i JCXH:i LJ:t XH:i XGSJ:i", ("WJID",)),
        Table("FGN_CS", "CSID:i CSM:g CSZ:g", ("CSID",)),
    ),
    after=tuple(f"CREATE INDEX ix_{t.lower()} ON {t} (XGSJ)" for t in ("FGN_JC", "FGN_BG", "FGN_WJ")),
    mariadb=(
        "CREATE TABLE FGN_BR (BRID varchar(20) NOT NULL PRIMARY KEY, XM varbinary(20), XB varbinary(4), CSRQ varchar(10),"
        " SFZH varchar(18), LXDH varchar(20), DZ varbinary(100), XGSJ int unsigned) DEFAULT CHARSET=latin1",
        "CREATE TABLE FGN_JC (JCXH bigint NOT NULL PRIMARY KEY, JCH varchar(20), BRID varchar(20), SQDH varchar(20), LY varbinary(8),"
        " JZH varchar(20), SQKS varbinary(40), JCLX varbinary(20), XMMC varbinary(60), YQ varchar(20), SFJZ varbinary(2), ZT varbinary(10),"
        " KDSJ int unsigned, DJSJ int unsigned, KSSJ int unsigned, JSSJ int unsigned, XGSJ int unsigned) DEFAULT CHARSET=latin1",
        "CREATE TABLE FGN_BG (BGXH bigint NOT NULL PRIMARY KEY, JCXH bigint, SJ blob, ZD blob, SFYX varbinary(2), SFWJ varbinary(2),"
        " BGZT varbinary(10), BGYS varchar(20), BGSJ int unsigned, SHYS varchar(20), SHSJ int unsigned, XGSJ int unsigned)"
        " DEFAULT CHARSET=latin1",
        "CREATE TABLE FGN_WJ (WJID bigint NOT NULL PRIMARY KEY, JCXH bigint, LJ varchar(100), XH int, XGSJ int unsigned)",
        "CREATE TABLE FGN_CS (CSID int NOT NULL PRIMARY KEY, CSM varbinary(20), CSZ varbinary(20)) DEFAULT CHARSET=latin1",
    ),
)


def patient(n: int) -> dict[str, Any]:
    """The same person as patient n of the endoscopy double, in another spelling of everything."""
    return {
        "BRID": f"H{n:07d}", "XM": f"堃喆{'甲乙丙丁戊己庚辛壬癸'[n % 10]}", "XB": "男", "CSRQ": "19850307", "SFZH": None,
        "LXDH": f"1380000{n:04d}", "DZ": f"某市某区某路{n}号", "XGSJ": START,
    }  # fmt: skip


def exam(n: int) -> dict[str, Any]:
    at = START + n * 10 * MINUTE
    return {
        "JCXH": 500 + n, "JCH": f"F2610{n:04d}", "BRID": f"H{n:07d}", "SQDH": f"B{n:06d}", "LY": ("门诊", "住院", "体检")[n % 3],
        "JZH": f"Z{n:06d}", "SQKS": "呼吸内科", "JCLX": ("通气", "舒张")[n % 2], "XMMC": "肺通气功能检查", "YQ": f"MS-{n % 2}",
        "SFJZ": "否", "ZT": ("已审核", "已报告")[n % 2], "KDSJ": at, "DJSJ": at + 10 * MINUTE, "KSSJ": at + 30 * MINUTE,
        "JSSJ": at + 45 * MINUTE, "XGSJ": at + 90 * MINUTE,
    }  # fmt: skip


def report(n: int) -> dict[str, Any]:
    at = START + n * 10 * MINUTE
    return {
        "BGXH": 900 + n, "JCXH": 500 + n, "SJ": "用力肺活量占预计值百分之八十六，一秒率正常。", "ZD": "肺通气功能正常", "SFYX": ("否", "是")[n % 2],
        "SFWJ": "否", "BGZT": ("已审核", "已报告")[n % 2], "BGYS": "D21", "BGSJ": at + 60 * MINUTE, "SHYS": "D22",
        "SHSJ": at + 80 * MINUTE, "XGSJ": at + 90 * MINUTE,
    }  # fmt: skip


def rows(count: int) -> dict[str, list[dict[str, Any]]]:
    numbers = range(1, count + 1)
    return {
        "FGN_BR": [patient(n) for n in numbers],
        "FGN_JC": [exam(n) for n in numbers],
        "FGN_BG": [report(n) for n in numbers],
        "FGN_WJ": [{"WJID": n, "JCXH": 500 + n, "LJ": f"2610/F2610{n:04d}.pdf", "XH": 1, "XGSJ": START} for n in numbers],
        "FGN_CS": [{"CSID": 1, "CSM": "科室", "CSZ": "肺功能室"}],
    }


def share(home: Path, count: int) -> Path:
    """The system's file share: a PDF for each exam."""
    folder = home / "share"
    (folder / "2610").mkdir(parents=True)
    for n in range(1, count + 1):
        (folder / "2610" / f"F2610{n:04d}.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    return folder


def on_sqlite(home: Path, count: int) -> dict[str, str]:
    """A double of the system; how to reach it."""
    home.mkdir(parents=True)
    double = Double(home / "fgn.db", SCHEMA)
    for table, content in rows(count).items():
        double.put(table, *content)
    return {"url": f"sqlite:///{home / 'fgn.db'}", "share": str(share(home, count))}


def on_mariadb(url: str, home: Path, count: int) -> dict[str, str]:
    """The system on a real server; how to reach it."""
    engine = create_engine(url)
    kinds = {t.name: dict(zip(t.names, t.kinds, strict=True)) for t in SCHEMA.tables}
    with engine.begin() as connection:
        for statement in (*SCHEMA.mariadb, *SCHEMA.after):
            connection.exec_driver_sql(statement)
        for table, content in rows(count).items():
            for row in content:
                values = tuple(v.encode("gb18030") if kinds[table][n] == "g" and isinstance(v, str) else v for n, v in row.items())
                connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})", values)
    engine.dispose()
    return {"url": url, "share": str(share(home, count))}
