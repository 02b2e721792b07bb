"""Names: surnames by how common they are, given names by generation, minorities, foreigners, and rare characters.

Frequencies are rough shares of published surname counts; given names are put together here. All people are invented.
"""

from functools import lru_cache
from itertools import accumulate
from random import Random

from pypinyin import lazy_pinyin

_COMMON = """
王7.2 李7.0 张6.7 刘5.1 陈5.6 杨3.0 黄3.3 赵2.1 吴2.4 周2.0 徐1.6 孙1.5 马1.2 朱1.3 胡1.3 郭1.2 何1.4 林2.1 罗1.5 高1.0 郑1.3 梁1.6 谢1.2
宋0.8 唐0.9 许1.0 韩0.7 冯0.8 邓1.2 曹0.6 彭0.9 曾1.0 肖0.8 田0.5 董0.6 袁0.6 潘0.6 于0.5 蒋0.5 蔡0.9 余0.6 杜0.4 叶0.8 程0.5 苏0.6 魏0.5
吕0.5 丁0.4 任0.4 沈0.4 姚0.4 卢0.6 姜0.3 崔0.3 钟0.7 谭0.5 陆0.4 汪0.3 范0.4 金0.3 石0.3 廖0.6 贾0.3 夏0.3 韦0.4 付0.3 方0.5 白0.3 邹0.4
孟0.2 熊0.3 秦0.3 邱0.4 江0.4 尹0.2 薛0.2 闫0.2 段0.2 雷0.3 侯0.2 龙0.2 史0.2 陶0.2 黎0.4 贺0.2 顾0.2 毛0.2 郝0.2 龚0.2 邵0.2 万0.2 钱0.2
严0.2 覃0.3 莫0.3 孔0.2 欧阳0.1 上官0.03 司徒0.04 诸葛0.02 司马0.02 皇甫0.01
"""
_ENTRIES = [(w.rstrip("0123456789."), float(w.lstrip(w.rstrip("0123456789.")))) for w in _COMMON.split()]
SURNAMES = tuple(name for name, _ in _ENTRIES)
_CUMULATIVE = tuple(accumulate(weight for _, weight in _ENTRIES))
_MALE = "伟强磊军勇涛杰斌波辉刚健明亮建国华平志文海峰超鹏飞宇浩俊凯翔龙林森家豪子轩泽宏博睿晨阳天佑嘉诚永康振东成武德胜庆祥光荣宗良"
_FEMALE = "芳娜敏静丽娟艳霞秀英玉兰桂香红梅燕玲萍雪莉婷倩颖慧琳璐瑶欣怡雨萱梓涵诗思佳悦可馨月云珍凤春花洁晓彤美琪淑贞惠蓉"
_MINORITY_MALE = (("买买提", "艾力"), ("阿不都", "热合曼"), ("吐尔逊", "卡德尔"), ("玉素甫", "依明"), ("巴特尔", "苏和"))
_MINORITY_FEMALE = (("阿依古丽", "买买提"), ("古丽娜尔", "艾山"), ("帕提古丽", "依明"), ("热孜万", "吐尔逊"), ("其其格", "苏和"))
_FOREIGN_FAMILY = ("SMITH", "JOHNSON", "MUELLER", "TANAKA", "KIM", "GARCIA", "ROSSI", "IVANOVA", "DUBOIS", "SINGH")
_FOREIGN_GIVEN = ("JOHN DAVID", "MARY ANN", "PETER", "HANNAH", "LUCA MARCO", "ELENA", "JEAN PAUL", "YUKI", "ROBERT LEE", "ANNA SOPHIE")
# In GBK but not in GB2312; some with a second byte of 5C, 5E, 7C or 7E, which naive splitting takes for a delimiter.
_RARE_GBK = "堃喆镕昇珅瑋東榺玕琝甛玘琟珇皛淾翀垚赟旻昉頔玥彧烜睿晳煊"
# In GB18030 only: a GBK system keeps a question mark in their place.
RARE_GB18030 = "䶮㛃𬭸𠮷"
_RARE_SURNAMES = ("欧阳", "上官", "司徒", "诸葛", "皇甫", "慕容", "尉迟", "澹台", "闾丘", "宇文", "令狐", "钟离")
_READINGS = {"曾": "zeng", "覃": "qin", "尉迟": "yu chi", "澹台": "tan tai"}


def ordinary(rng: Random, male: bool) -> str:
    """A Chinese name of two or three characters (compound surnames: up to four)."""
    surname = rng.choices(SURNAMES, cum_weights=_CUMULATIVE)[0]
    letters = _MALE if male else _FEMALE
    given = rng.choice(letters)
    if rng.random() < 0.8:
        given += rng.choice(letters)
    return surname + given


def minority(rng: Random, male: bool) -> str:
    """A name with the middle dot U+00B7 between its parts."""
    return "·".join(rng.choice(_MINORITY_MALE if male else _MINORITY_FEMALE))


def foreign(serial: int) -> str:
    """Family name first, then given names, upper case."""
    return f"{_FOREIGN_FAMILY[serial % 10]} {_FOREIGN_GIVEN[serial // 10 % 10]}"


def rare(serial: int, beyond_gbk: bool) -> str:
    """The canaries' names: a compound surname and two rare characters, different for each serial below 4,000."""
    surname = _RARE_SURNAMES[serial % len(_RARE_SURNAMES)]
    rest = serial // len(_RARE_SURNAMES)
    first = _RARE_GBK[rest % len(_RARE_GBK)]
    second = _RARE_GBK[(rest // len(_RARE_GBK) * 7 + rest + 3) % len(_RARE_GBK)]
    return surname + (RARE_GB18030[rest % len(RARE_GB18030)] if beyond_gbk else first) + second


@lru_cache(maxsize=20_000)
def _syllable(text: str) -> str:
    return (_READINGS[text] if text in _READINGS else "".join(lazy_pinyin(text))).replace(" ", "").upper()


def pinyin(name: str) -> str:
    """`OUYANG^KUNZHE`: surname, caret, given name. A Latin name keeps its order."""
    if name.isascii():
        family, _, given = name.partition(" ")
        return f"{family}^{given}"
    letters = name.replace("·", "")
    surname = letters[:2] if letters[:2] in _COMPOUND else letters[:1]
    return _syllable(surname) + "^" + "".join(_syllable(c) for c in letters[len(surname) :])


_COMPOUND = frozenset(s for s in (*SURNAMES, *_RARE_SURNAMES) if len(s) == 2)
