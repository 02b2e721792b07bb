"""Makes `labelled.tsv`: report texts with the identifiers that must go and the clinical sentences that must stay. All people are invented.

    python -m tests.privacy.labelled        writes the file anew; a test holds it equal to what this makes

Columns: text, own (JSON of the row's own values), identifiers (JSON list of [kind, value]), kept (JSON list of sentences). Names are drawn
from common and rare surnames and characters, also such that look like clinical words; area 990101 and 1380000xxxx are reserved for tests.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pypinyin import lazy_pinyin

FILE = Path(__file__).with_name("labelled.tsv")
SENTENCES = (Path(__file__).with_name("sentences.txt")).read_text(encoding="utf-8").split("\n")
SENTENCES = [line for line in SENTENCES if line and not line.startswith("#")]
LINES = 720
SEED = 20261101

SURNAMES = "王王王李李李张张张刘刘陈陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾韦付方邹熊孟白秦邱江尹薛闫雷侯龙史陶黎贺毛郝顾龚邵万覃戴莫向常温康施牛樊葛邢安齐易乔伍庞倪庄聂鲁岳翟殷詹欧耿关兰焦柳甘祝包阮纪梅童凌毕裴霍成谷盛曲冉骆蓝辛管柴蒙鲍华喻祁蒲滕屈饶牟艾穆司卓古缪简项连麦褚娄窦戚岑党费卜冷晏席卫米柏瞿桂佟臧闵苟邬卞栾隋刁寇桑甄仲虞敖巩佘邝匡胥鄢谌奚冼"
COMPOUND = ["欧阳", "上官", "司马", "诸葛", "皇甫", "慕容", "令狐", "尉迟", "司徒", "夏侯"]
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂英华玉萍红鹏辉玲桦婷雪慧建国志文海燕春梅秀兰凤洁琳素云莲真荣爱佳嘉琼勤珍贞莉子轩浩宇欣怡梓涵一诺思远俊豪晓东小美永康大为之和学同有才新民先锋可欣来福主恩自强无忌堃喆镕昇䶮㛃珺玥祎翀骁瑄頔旻晟"
FOREIGN = ["John Smith", "Mary Johnson", "David Brownlow", "Anna Petrova", "Kim Minjun", "Sato Yuki", "Carlos Fernandez"]
MINORITY = ["买买提·吐尔逊", "古丽娜·买合木提", "阿依古丽·艾山", "扎西·多吉", "卓玛·央金", "艾力·库尔班", "努尔兰·巴合提"]
CITIES = ["广东省深圳市光明区", "广州市天河区", "湖南省长沙市岳麓区", "深圳市宝安区", "江西省赣州市章贡区", "东莞市南城区"]
STREETS = [
    "公明街道康乐路{}号{}栋{}室",
    "新湖街道圳美新村{}号",
    "科技大道{}号{}单元{}",
    "西乡街道幸福花园{}栋{}座{}",
    "凤凰镇石围村{}号",
]
COMPANIES = ["深圳市华星光电技术有限公司", "鹏程电子厂", "光明区实验小学", "广东某某物流集团", "明德中学"]
PLATES = ["粤B12345", "湘A8K216", "粤BD12345", "赣B·6Q708"]


@dataclass
class Line:
    text: str
    own: dict[str, list[str]] = field(default_factory=dict)
    identifiers: list[tuple[str, str]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


class Maker:
    """One line after the other from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def name(self) -> str:
        r = self.random
        surname = r.choice(COMPOUND) if r.random() < 0.04 else r.choice(SURNAMES)
        return surname + "".join(r.sample(GIVEN, r.choice((1, 2, 2))))

    def digits(self, count: int) -> str:
        return "".join(self.random.choices("0123456789", k=count))

    def resident(self) -> str:
        r = self.random
        year, month, day = r.randint(1935, 2022), r.randint(1, 12), r.randint(1, 28)
        return f"990101{year}{month:02d}{day:02d}{self.digits(3)}{r.choice('0123456789X')}"

    def mobile(self) -> str:
        return "1380000" + self.digits(4)

    def address(self) -> str:
        r = self.random
        return r.choice(CITIES) + r.choice(STREETS).format(r.randint(1, 300), r.randint(1, 30), r.randint(101, 2309))

    def date(self) -> tuple[str, str]:
        r = self.random
        y, m, d = r.randint(2015, 2026), r.randint(1, 12), r.randint(1, 28)
        form = r.choice(("{y}-{m:02d}-{d:02d}", "{y}年{m}月{d}日", "{y}.{m}.{d}", "{y}/{m:02d}/{d:02d}", "{y}{m:02d}{d:02d}", "{m}月{d}日"))
        text = form.format(y=y, m=m, d=d)
        return "date", text

    def sentences(self, least: int = 1, most: int = 3) -> list[str]:
        return self.random.sample(SENTENCES, self.random.randint(least, most))

    # --- the patient's own values, spelled as texts spell them --------------------------------------------------------

    def own_line(self) -> Line:
        r = self.random
        name, pinyin_case = self.name(), r.choice((str.upper, str.title, str.lower))
        resident, phone, visit = self.resident(), self.mobile(), r.choice(("ZY", "", "MZ")) + self.digits(8)
        case, address = r.choice(("P2025-", "US2024", "CT")) + self.digits(6), self.address()
        doctor, birth = self.name(), f"{resident[6:10]}-{resident[10:12]}-{resident[12:14]}"
        surname = 2 if name[:2] in COMPOUND else 1
        latin = [pinyin_case("".join(lazy_pinyin(part))) for part in (name[:surname], name[surname:])]
        own = {
            "names": [name, doctor], "pinyin": [" ".join(latin).upper()], "numbers": [resident, phone, visit, case], "births": [birth],
            "addresses": [address],
        }  # fmt: skip
        spelled = r.choice((name, " ".join(name), "\u3000".join(name), name[:surname] + " " + name[surname:], name + "（会诊）"))
        uttered: list[tuple[str, str, str]] = [
            ("name", spelled.removesuffix("（会诊）"), f"{r.choice(('患者', '', '受检者姓名：', '病人'))}{spelled}"),
            ("name", latin[0] + (sep := r.choice((" ", "", "^", "  "))) + latin[1], f"{latin[0]}{sep}{latin[1]}"),
            ("name", f"{latin[1]} {latin[0]}", f"Name {latin[1]} {latin[0]}"),
            ("id", (i := r.choice((resident, resident.lower(), f"{resident[:6]} {resident[6:14]} {resident[14:]}", wide(resident)))), f"证件{i}"),
            ("phone", (p := r.choice((phone, f"{phone[:3]}-{phone[3:7]}-{phone[7:]}", f"{phone[:3]} {phone[3:7]} {phone[7:]}", wide(phone)))), p),
            ("number", visit, f"{r.choice(('住院号', '号码', '就诊', ''))}{visit}"),
            ("number", case, f"{r.choice(('编号', '对照', '见'))}{case}"),
            ("birth", (b := r.choice((birth, birth.replace("-", "."), birth.replace("-", "")))), f"{r.choice(('出生日期', '生日', ''))}{b}"),
            ("address", address, f"{r.choice(('住', '来自', '家庭住址：'))}{address}"),
            ("name", doctor, f"{r.choice(('报告医师', '审核者', '', '由'))}{doctor}"),
        ]  # fmt: skip
        if len(name) - surname == 2:
            uttered.append(("name", name[surname:], f"患儿小名同{name[surname:]}" if r.random() < 0.3 else name[surname:]))
        return self.compose([(k, v, t) for k, v, t in r.sample(uttered, r.randint(1, 4))], own)

    # --- people the row does not know ---------------------------------------------------------------------------------

    def other_line(self) -> Line:
        r = self.random
        uttered = [self.someone() if r.random() < 0.6 else self.number_of_someone() for _ in range(r.randint(1, 3))]
        return self.compose(uttered, {})

    def someone(self) -> tuple[str, str, str]:
        r, name = self.random, self.name()
        form = r.choice((
            "患者{}因腹痛就诊", "患者{}，男，56岁", "患者：{}", "姓名：{} 性别：女", "家属：{}", "家属（{}）要求复查", "其母{}诉", "其夫{}陪同", "联系人：{}",
            "已电话告知{}", "由{}主任医师审核", "经{}医生会诊", "请{}主任会诊", "{}教授阅片", "报告医师：{}", "审核医师:{}", "检查者：{}", "送检医师：{}",
            "操作者 ：{}", "护士：{}", "记录者：{}", "麻醉医师：{}", "主刀：{} 助手：略", "{}之子，胎龄39周", "{}护士已执行", "监护人：{}", "患儿{}哭闹不安",
            "申请医生：{}", "签名：{}", "会诊专家：{}", "危急值已通知{}医师", "接听人：{}", "病人{}自述", "丈夫{}代诉", "通知家属{}来院", "{}医师复阅",
            "术者{}医师", "初诊医生：{}；复诊", "技师：{}",
        ))  # fmt: skip
        kind = r.random()
        if kind < 0.06:
            name = r.choice(MINORITY)
            return "name", name, r.choice(("患者{}因头晕就诊", "家属：{}", "{}诉腹胀", "报告医师：{}")).format(name)
        if kind < 0.10:
            name = r.choice(FOREIGN)
            return "name", name, r.choice(("患者：{}，男", "Patient: {}", "Dr. {} reviewed", "Name: {}")).format(name)
        if kind < 0.16:
            name = r.choice("王李张刘陈杨赵吴徐孙朱郭林") + r.choice(("某", "某某", "××", "xx", "**"))
            return "name", name, r.choice(("{}，女，34岁", "患者{}，术后", "家属{}")).format(name)
        if kind < 0.20:
            second = self.name()
            return "name", name, "\n" + r.choice((f"{name}", f"{name}/{second}", f"{name} 2024-05-06")) + "\n"
        if kind < 0.24:
            surname = r.choice("王李张刘陈杨赵吴周徐孙朱郭林罗")
            title = r.choice(("医生", "主任", "教授", "大夫", "护士长"))
            return "name", surname + title, r.choice(("请{}会诊", "{}已阅", "经{}同意")).format(surname + title)
        return "name", name, form.format(name)

    def number_of_someone(self) -> tuple[str, str, str]:
        r = self.random
        landline = f"0755-2{self.digits(7)}"
        plain_date = self.date()
        options: list[tuple[str, str, str]] = [
            ("id", (i := self.resident()), f"身份证{r.choice(('：', '号', ' '))}{i}"), ("id", (i := self.resident()), f"证件 {i[:6]} {i[6:14]} {i[14:]}"),
            ("id", (i := "E" + self.digits(8)), f"护照号{i}"), ("id", (i := f"南字第{self.digits(8)}号"), f"军官证{i}"),
            ("phone", (p := self.mobile()), f"{r.choice(('电话', '手机号：', '联系电话：', '', '致电'))}{p}"), ("phone", landline, f"电话{landline}"),
            ("phone", (p := "2" + self.digits(7)), f"Tel: {p}"), ("phone", (p := self.mobile()), f"+86 {p[:3]} {p[3:7]} {p[7:]}"),
            ("number", (n := self.digits(8)), f"{r.choice(('住院号', '门诊号：', '病案号 ', '影像号:', '登记号：'))}{n}"),
            ("number", (n := "P" + self.digits(7)), f"病理号：{n}"), ("number", (n := "B24-" + self.digits(5)), f"病理号{n}"),
            ("number", (n := self.digits(2)), f"床号：{n}"), ("number", (n := self.digits(2)), f"{n}床患者"),
            ("number", (n := "CT" + self.digits(8)), f"对照{n}"), ("number", (n := self.digits(12)), f"医保卡号{n}"),
            ("plate", (n := r.choice(PLATES)), f"车祸伤，车牌{n}"), ("mail", (n := f"user{self.digits(3)}@example.com"), f"邮箱{n}"),
            ("wechat", (n := f"wx_abc{self.digits(4)}"), f"微信：{n}"), ("url", (n := f"http://example.com/r?id={self.digits(5)}"), f"见{n}"),
            ("employer", (n := r.choice(COMPANIES)), f"就职于{n}"), ("address", (n := self.address()), f"{r.choice(('住址：', '家住', '现住'))}{n}"),
            ("date", plain_date[1], f"对比{plain_date[1]}旧片"), ("date", plain_date[1], f"{plain_date[1]}复查"), ("date", plain_date[1], f"末次月经{plain_date[1]}"),
        ]  # fmt: skip
        return r.choice(options)

    def plain_line(self) -> Line:
        kept = self.sentences(2, 4)
        return Line("".join(kept), kept=kept)

    def compose(self, uttered: list[tuple[str, str, str]], own: dict[str, list[str]]) -> Line:
        """Clinical sentences with the utterances between them."""
        kept = self.sentences(1, 2)
        pieces = [*kept, *[text + self.random.choice("，。；") if not text.endswith("\n") else text for _, _, text in uttered]]
        self.random.shuffle(pieces)
        return Line("".join(pieces), own, [(kind, value) for kind, value, _ in uttered], kept)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def lines() -> Iterator[Line]:
    maker = Maker(SEED)
    for number in range(LINES):
        yield (maker.own_line, maker.other_line, maker.other_line, maker.plain_line)[number % 4]()


def render() -> str:
    rows = ["text\town\tidentifiers\tkept"]
    for line in lines():
        cells = (line.text, line.own, line.identifiers, line.kept)
        rows.append("\t".join(json.dumps(cell, ensure_ascii=False) for cell in cells))
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    FILE.write_text(render(), encoding="utf-8")
