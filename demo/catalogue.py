"""What the departments examine: item, body part, devices, rooms, typical durations, and who may have it.

Text of a report comes from `demo/texts.py` under the item's `text` key.
"""

from dataclasses import dataclass

SOURCES = ("RIS", "UIS", "EIS", "PIS", "NMIS", "ECGIS")
# Share of all exams by department.
SHARES = {"RIS": 0.42, "UIS": 0.24, "EIS": 0.09, "PIS": 0.07, "NMIS": 0.04, "ECGIS": 0.14}


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of exam. `weight`: share within its department; `sex`: None, "1" or "2"; `ages`: whole years, inclusive.

    `neutral`: no side, no organ of one sex: fit for planted cases. `minutes`: shortest and longest duration.
    `report_minutes`: from the end of the exam (or the arrival of the specimen) to the written report.
    """

    category: str
    name: str
    body: str
    text: str
    weight: float
    minutes: tuple[int, int]
    report_minutes: tuple[int, int]
    devices: tuple[str, ...]
    sex: str | None = None
    ages: tuple[int, int] = (0, 120)
    neutral: bool = False


_CT = ("CT-A", "CT-B", "CT-C")
_DR = ("DR-1", "DR-2", "DR-3", "DR-E")
_MR = ("MR-15T", "MR-30T")
_US = ("US-01", "US-02", "US-03", "US-04", "US-05", "US-06")
_GAS = ("SG-260", "SG-290")

ITEMS: dict[str, tuple[Item, ...]] = {
    "RIS": (
        Item("RAD.CT", "胸部CT平扫", "胸部", "ct.chest", 20, (3, 12), (30, 600), _CT, neutral=True),
        Item("RAD.CT", "头颅CT平扫", "头部", "ct.head", 12, (3, 10), (25, 400), _CT, neutral=True),
        Item("RAD.CT", "上腹部CT平扫+增强", "上腹部", "ct.abdomen", 9, (8, 25), (60, 900), _CT, ages=(10, 110)),
        Item("RAD.DR", "胸部正位片", "胸部", "dr.chest", 20, (1, 6), (10, 180), _DR, neutral=True),
        Item("RAD.DR", "左膝关节正侧位片", "左膝", "dr.knee.左", 5, (2, 8), (15, 200), _DR, ages=(8, 110)),
        Item("RAD.DR", "右膝关节正侧位片", "右膝", "dr.knee.右", 5, (2, 8), (15, 200), _DR, ages=(8, 110)),
        Item("RAD.DR", "腰椎正侧位片", "腰椎", "dr.spine", 6, (2, 8), (15, 200), _DR, ages=(12, 110)),
        Item("RAD.MR", "颅脑MR平扫", "头部", "mr.head", 9, (12, 35), (120, 1400), _MR, ages=(4, 110), neutral=True),
        Item("RAD.MR", "腰椎MR平扫", "腰椎", "mr.spine", 7, (12, 30), (120, 1400), _MR, ages=(12, 110)),
        Item("RAD.MG", "双侧乳腺钼靶", "乳腺", "mg.breast", 4, (5, 15), (60, 700), ("MG-1",), sex="2", ages=(35, 80)),
        Item("RAD.RF", "食管钡餐造影", "食管", "rf.gullet", 2, (8, 25), (30, 400), ("RF-1",), ages=(16, 100)),
        Item("RAD.DSA", "冠状动脉造影", "冠状动脉", "dsa.heart", 1, (30, 150), (60, 900), ("DSA-1",), ages=(35, 95)),
    ),
    "UIS": (
        Item("US.ABD", "肝胆胰脾、双肾彩超", "肝胆胰脾、双肾", "us.abdomen", 40, (5, 20), (0, 10), _US, neutral=True),
        Item("US.SUP", "甲状腺彩超", "甲状腺", "us.thyroid", 20, (4, 15), (0, 10), _US, ages=(6, 110), neutral=True),
        Item("US.SUP", "乳腺彩超", "乳腺", "us.breast", 9, (5, 18), (0, 10), _US, sex="2", ages=(15, 90)),
        Item("US.ECHO", "心脏彩超", "心脏", "us.heart", 14, (8, 30), (1, 20), _US, neutral=True),
        Item("US.VASC", "颈动脉彩超", "颈动脉", "us.carotid", 9, (6, 20), (1, 15), _US, ages=(30, 110)),
        Item("US.OB", "胎儿系统超声", "胎儿", "us.fetus", 8, (10, 40), (1, 15), _US, sex="2", ages=(20, 42)),
    ),
    "EIS": (
        Item("ES.GAS", "无痛胃镜", "胃", "es.stomach", 50, (5, 25), (3, 40), _GAS, ages=(14, 90), neutral=True),
        Item("ES.COL", "无痛肠镜", "结肠", "es.colon", 33, (12, 60), (3, 60), ("SC-290", "SC-260"), ages=(18, 90), neutral=True),
        Item("ES.BRO", "电子支气管镜", "支气管", "es.bronchus", 8, (10, 40), (5, 60), ("SB-1",), ages=(16, 85)),
        Item("ES.LAR", "电子喉镜", "喉", "es.larynx", 7, (3, 12), (3, 30), ("SL-1",), ages=(10, 90)),
        Item("ES.HYS", "宫腔镜检查", "宫腔", "es.womb", 2, (10, 40), (5, 60), ("SH-1",), sex="2", ages=(22, 65)),
    ),
    "PIS": (
        Item("PATH.HIS", "胃黏膜活检", "1.胃窦 2.胃角", "path.stomach", 40, (0, 0), (2600, 6000), (), ages=(14, 90), neutral=True),
        Item("PATH.HIS", "结肠息肉", "结肠息肉", "path.colon", 25, (0, 0), (2600, 6000), (), ages=(18, 90), neutral=True),
        Item("PATH.HIS", "甲状腺肿物", "甲状腺", "path.thyroid", 15, (0, 0), (2600, 7000), (), ages=(16, 85)),
        Item("PATH.HIS", "宫颈活检", "宫颈", "path.cervix", 10, (0, 0), (2600, 6000), (), sex="2", ages=(21, 80)),
        Item("PATH.HIS", "前列腺穿刺", "前列腺", "path.prostate", 4, (0, 0), (3000, 7000), (), sex="1", ages=(50, 90)),
        Item("PATH.FRO", "术中冰冻", "甲状腺", "path.frozen", 6, (0, 0), (15, 30), (), ages=(18, 85)),
    ),
    "NMIS": (
        Item("NM.PET", "全身PET-CT", "全身", "nm.pet", 45, (15, 40), (120, 1300), ("PETCT-1",), ages=(18, 90), neutral=True),
        Item("NM.SPECT", "全身骨显像", "全身骨", "nm.bone", 35, (15, 40), (60, 600), ("SPECT-1",), ages=(16, 90), neutral=True),
        Item("NM.SPECT", "甲状腺静态显像", "甲状腺", "nm.thyroid", 20, (10, 25), (60, 500), ("SPECT-1",), ages=(14, 85)),
    ),
    "ECGIS": (
        Item("ECG.12L", "常规12导心电图", "心脏", "ecg.rest", 76, (0, 0), (3, 60), ("SN001", "SN002", "SN003", "SN009"), neutral=True),
        Item("ECG.HOL", "24小时动态心电图", "心脏", "ecg.holter", 9, (1440, 1440), (120, 1800), ("SH011", "SH012"), ages=(12, 95)),
        Item("ECG.TMT", "运动平板试验", "心脏", "ecg.treadmill", 4, (10, 25), (20, 300), ("ST021",), ages=(25, 75)),
        Item("ECG.ABP", "24小时动态血压", "上肢", "ecg.pressure", 4, (1440, 1440), (120, 1800), ("SA031",), ages=(18, 90)),
        Item("EEG.RT", "常规脑电图", "头部", "eeg.routine", 6, (20, 40), (60, 1400), ("SE041",), ages=(1, 85)),
        Item("EEG.EMG", "肌电图", "四肢", "eeg.muscle", 1, (20, 50), (60, 1400), ("SM051",), ages=(16, 85)),
    ),
}

DEPARTMENTS = (
    "呼吸内科",
    "消化内科",
    "心血管内科",
    "神经内科",
    "内分泌科",
    "肾内科",
    "普外科",
    "骨科",
    "神经外科",
    "肿瘤科",
    "全科医学科",
    "康复医学科",
)
DIAGNOSES = {
    "RIS": ("咳嗽查因", "头晕待查", "腹痛查因", "外伤", "胸痛待查", "肺部感染", "腰痛", "体检"),
    "UIS": ("上腹不适", "甲状腺结节", "心悸查因", "体检", "高血压病", "发现结节复查"),
    "EIS": ("慢性胃炎", "便血查因", "腹泻查因", "反酸嗳气", "咽部异物感"),
    "PIS": ("慢性胃炎", "息肉", "肿物性质待查"),
    "NMIS": ("肺占位", "淋巴瘤复查", "骨痛查因", "甲亢", "肿瘤分期"),
    "ECGIS": ("胸闷查因", "心律失常", "高血压病", "晕厥查因", "术前检查", "体检"),
}
