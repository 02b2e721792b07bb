"""Report documents: one A4 page as PDF or as the picture of one."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from demo.exams import Exam
from demo.files.fonts import font, writable

HOSPITAL = "光明示范医院"
_FONT = "STSong-Light"
_LINE = 40  # Chinese characters


@lru_cache(maxsize=1)
def _register_font() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    return _FONT


def _wrapped(text: str) -> list[str]:
    return [line[i : i + _LINE] for line in text.splitlines() for i in range(0, max(1, len(line)), _LINE)]


def _lines(exam: Exam, title: str) -> list[tuple[str, int]]:
    """What stands on the page: (text, size)."""
    person, at, words = exam.person, exam.at, exam.words
    day = at.begin or at.receive or at.register
    age = f"{person.age(day.date())}岁" if day else ""
    head = f"姓名：{person.name}    性别：{'男' if person.male else '女'}    年龄：{age}    申请科室：{exam.department}"
    lines = [(HOSPITAL, 18), (title, 15), (head, 10), (f"就诊号：{exam.visit_no}    项目：{exam.item.name}    部位：{exam.item.body}", 10)]
    if day:
        lines.append((f"检查时间：{day:%Y-%m-%d %H:%M}", 10))
    lines.append(("检查所见：", 12))
    lines += [(line, 10) for line in _wrapped(words.findings)]
    lines.append(("诊断意见：", 12))
    lines += [(line, 10) for line in _wrapped(words.conclusion)]
    if words.advice:
        lines.append((f"建议：{words.advice}", 10))
    signed = f"报告医师：{exam.doctor(2)}    审核医师：{exam.doctor(3)}"
    lines.append((signed + (f"    审核时间：{at.verify:%Y-%m-%d %H:%M}" if at.verify else ""), 10))
    return lines


def report_pdf(exam: Exam, title: str) -> bytes:
    """A report as PDF; the same exam gives the same bytes."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    name = _register_font()
    height = 800
    for text, size in _lines(exam, title):
        canvas.setFont(name, size)
        if size > 12:
            canvas.drawCentredString(297, height, text)
        else:
            canvas.drawString(56, height, text)
        height -= int(size * 1.9)
    canvas.setFont(name, 8)
    canvas.drawString(56, 40, "本报告仅供临床参考")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def report_picture(exam: Exam, title: str) -> bytes:
    """The same page as a grey JPEG, as the ultrasound client saves it."""
    page = Image.new("L", (620, 877), 255)
    draw = ImageDraw.Draw(page)
    height = 34
    for text, size in _lines(exam, title):
        face = font(size + 3)
        shown = writable(text)
        left = int((620 - draw.textlength(shown, font=face)) / 2) if size > 12 else 44
        draw.text((left, height), shown, fill=0, font=face)
        height += int(size * 2.0)
    target = io.BytesIO()
    page.save(target, "JPEG", quality=60)
    return target.getvalue()
