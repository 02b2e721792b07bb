"""A radiology table as the benches read it: 30 columns, 8 of them identifiers, one text of 300 characters. The same rows every time.

Identifiers: exam_no (key and accession number), patient_no, name, birth_date, id_number, phone, address, visit_no. Everything follows
from the row's number by arithmetic, so that no row depends on another and nothing is held. There are three people for every ten rows
(300,000 for 1,000,000 rows); they come back in no order. All of it is invented: the area code 990101 belongs to no place.

Dirt, as shares of the rows: no ID number 10 %, no telephone 5 %, a blank inside the name 0.5 %, an unknown sex code 0.2 %, a report
before its exam 0.1 %.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from warehouse.identity.normal import ID_CHECKS, ID_WEIGHTS

COLUMNS: dict[str, str] = {
    "exam_no": "char(12) NOT NULL PRIMARY KEY", "patient_no": "varchar(16)", "name": "varchar(32)", "birth_date": "date",
    "id_number": "varchar(18)", "phone": "varchar(16)", "address": "varchar(100)", "visit_no": "varchar(16)",
    "changed": "datetime NOT NULL, KEY (changed)", "sex": "varchar(4)", "category": "varchar(8)", "modality": "varchar(4)",
    "patient_class": "varchar(2)", "urgency": "varchar(1)", "status": "varchar(2)", "body_part": "varchar(40)", "item": "varchar(60)",
    "device": "varchar(20)", "room": "varchar(20)", "dept": "varchar(20)", "diagnosis": "varchar(400)", "images": "int",
    "vip": "varchar(1)", "ordered": "datetime", "registered": "datetime", "begun": "datetime", "ended": "datetime",
    "reported": "datetime", "verified": "datetime", "printed": "datetime",
}  # fmt: skip
TEXT_CHARS = 300
FIRST, DAYS = datetime(2021, 1, 1), 1800  # exams are spread evenly over these days, however many they are
FIRST_BIRTH, BIRTH_DAYS = date(1930, 1, 1), 30_000
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文玲斌宇浩凯健俊帆雪玉萍红鹏辉晨阳欣怡佳琪宁博志远思雨子涵梓轩诗"
KINDS = (("CT", "RAD.CT", "CT"), ("DR", "RAD.DR", "DX"), ("MR", "RAD.MR", "MR"), ("MG", "RAD.MG", "MG"))
PARTS = ("胸部", "上腹部", "头颅", "腰椎", "膝关节", "颈椎", "骨盆", "鼻窦", "肝胆胰脾", "双肾")
DEPARTMENTS = ("呼吸内科", "消化内科", "神经外科", "骨科", "急诊科", "泌尿外科", "心内科", "体检中心")
PHRASES = (
    "双肺纹理清晰，走行自然", "肺门结构未见明显异常", "纵隔内未见肿大淋巴结", "心影大小形态如常", "肝脏形态规整，表面光滑",
    "胆囊壁不厚，腔内未见结石", "胰腺实质密度均匀", "脾不大，密度均匀", "双肾未见积水", "椎体边缘轻度骨质增生", "椎间盘未见明显突出",
    "关节间隙未见变窄", "脑实质内未见异常密度影", "中线结构居中", "脑室系统未见扩张", "骨质结构完整，未见骨折", "软组织未见肿胀",
    "胸腔内未见积液", "主动脉壁可见钙化", "甲状腺密度均匀", "鼻窦黏膜未见增厚", "前列腺体积略大", "子宫附件区未见肿块", "膀胱充盈良好",
)  # fmt: skip


def people_of(rows: int) -> int:
    return max(1, rows * 3 // 10)


def stream(rows: int) -> Iterator[tuple[Any, ...]]:
    """Rows 1 to `rows` in the order of COLUMNS, one at a time."""
    people, apart = people_of(rows), timedelta(days=DAYS) / rows
    for number in range(1, rows + 1):
        yield _row(number, people, FIRST + timedelta(seconds=int((apart * number).total_seconds())))


def _row(n: int, people: int, ordered: datetime) -> tuple[Any, ...]:
    person = n * 7919 % people if people > 7919 else n % people
    dice = n * 2654435761 % 4294967296
    name, sex, birth, id_number, phone, address = _person(person)
    kind, category, modality = KINDS[dice % 4]
    part = PARTS[dice // 4 % len(PARTS)]
    times = [ordered + timedelta(minutes=m) for m in (0, 12, 12 + 5 + dice % 40, 70, 95 + dice % 60, 180, 200)]
    if n % 1000 == 7:
        times[4] = times[2] - timedelta(minutes=30)
    return (
        f"E{n:011}", f"P{person:08}", f"{name[0]} {name[1:]}" if n % 200 == 3 else name, birth, id_number, phone, address, f"V{n:09}",
        times[6], "?" if n % 500 == 11 else sex, category, modality, "132"[dice % 3], "RRRS"[dice % 4], "40", part, f"{part}{kind}平扫",
        f"{kind}-{dice % 6 + 1}", f"{kind}室{dice % 4 + 1}", DEPARTMENTS[dice // 8 % len(DEPARTMENTS)], _text(n, dice), dice % 900,
        "1" if n % 997 == 0 else "0", *times,
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def _person(p: int) -> tuple[str, str, date, str | None, str | None, str]:
    """Name, sex, birth, ID number, telephone and address; of 20 people two share a telephone."""
    birth = FIRST_BIRTH + timedelta(days=p % BIRTH_DAYS)
    male = p % 2
    name = SURNAMES[p % len(SURNAMES)] + GIVEN[p // 61 % len(GIVEN)] + (GIVEN[p // 3721 % len(GIVEN)] if p % 3 else "")
    body = f"990101{birth:%Y%m%d}{p // BIRTH_DAYS * 2 + male:03}"
    number = body + ID_CHECKS[sum(int(d) * w for d, w in zip(body, ID_WEIGHTS, strict=True)) % 11]
    mobile = 13_800_000_000 + (p - 1 if p % 20 == 1 else p)
    return (
        name, "1" if male else "2", birth, None if p % 10 == 5 else number, None if p % 20 == 7 else str(mobile),
        f"示例市城{p % 7 + 1}区样板路{p % 300 + 1}号{p % 28 + 1}栋{p % 900 + 101}室",
    )  # fmt: skip


def _text(n: int, dice: int) -> str:
    """A diagnosis of exactly TEXT_CHARS characters: phrases in an order of the row's own, with measures; two rows are never alike."""
    parts = [f"第{n % 9973}次就诊，病灶约{dice % 90 + 3}mm×{dice // 97 % 80 + 2}mm"]
    order = hashlib.md5(n.to_bytes(8, "big"), usedforsecurity=False).digest()
    length, at = len(parts[0]), 0
    while length <= TEXT_CHARS:
        parts.append(PHRASES[(order[at % 16] + 7 * at) % len(PHRASES)])
        length += len(parts[-1]) + 1
        at += 1
    return "；".join(parts)[: TEXT_CHARS - 1] + "。"
