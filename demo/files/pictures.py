"""Drawn pictures that look like what the departments keep: ultrasound sectors, endoscopic views, stained sections."""

import io
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from demo.exams import Exam
from demo.files.fonts import font, writable

Pixels = NDArray[np.uint8]
_W, _H = 640, 480


@lru_cache(maxsize=1)
def _sector() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Speckle, and the mask of a convex probe's sector with depth gain."""
    rng = np.random.default_rng(1)
    speckle = rng.rayleigh(34, (_H, _W)).astype(np.float32)
    y, x = np.mgrid[0:_H, 0:_W].astype(np.float32)
    depth = np.hypot(x - _W / 2, y + 90)
    inside = (np.abs(np.arctan2(x - _W / 2, y + 90)) < 0.62) & (depth > 130) & (depth < 540)
    return speckle, np.where(inside, 1.15 - depth / 900, 0).astype(np.float32)


def ultrasound(exam: Exam, serial: int) -> bytes:
    """A grey sector with a dark round lesion; name, number and time are burnt in, as the machines do."""
    rng = np.random.default_rng(exam.ordinal * 10 + serial)
    speckle, gain = _sector()
    image = np.roll(speckle, (int(rng.integers(_H)), int(rng.integers(_W))), (0, 1)) * gain * 2.4
    y, x = np.mgrid[0:_H, 0:_W]
    for _ in range(int(rng.integers(1, 4))):
        cx, cy, a, b = rng.integers(230, 410), rng.integers(140, 380), rng.integers(12, 60), rng.integers(10, 40)
        image[((x - cx) / a) ** 2 + ((y - cy) / b) ** 2 < 1] *= 0.25
    picture = Image.fromarray(image.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.1))
    draw = ImageDraw.Draw(picture)
    draw.text((8, 6), writable(f"{exam.person.name}  {exam.device}"), fill=235, font=font(15))
    if exam.at.end:
        draw.text((430, 6), f"{exam.at.end:%Y-%m-%d %H:%M:%S}", fill=235, font=font(14))
    draw.text((8, 456), f"Abd C5-2  12cm  MI 1.1   #{serial}", fill=200, font=font(13))
    return _jpeg(picture)


@lru_cache(maxsize=1)
def _mucosa() -> Pixels:
    rng = np.random.default_rng(2)
    grain = Image.fromarray(rng.integers(0, 255, (60, 60), dtype=np.uint8)).resize((480, 480), Image.Resampling.BICUBIC)
    smooth = (np.asarray(grain.filter(ImageFilter.GaussianBlur(7)), dtype=np.float32) - 127)[..., None]
    y, x = np.mgrid[0:480, 0:480]
    centre = np.hypot(x - 240, y - 240)
    light = np.clip(1.15 - centre / 330, 0.15, 1)[..., None]
    return (
        ((np.array([196, 104, 88], dtype=np.float32) + smooth * np.array([0.5, 0.4, 0.35], dtype=np.float32)) * light)
        .clip(0, 255)
        .astype(np.uint8)
    )


def endoscopy(exam: Exam, serial: int) -> bytes:
    """A round view with a dark lumen, folds and highlights; seq 0 is the lens test card."""
    rng = np.random.default_rng(exam.ordinal * 10 + serial)
    if serial == 0:
        card = Image.new("RGB", (480, 480), (250, 250, 250))
        ImageDraw.Draw(card).ellipse((120, 120, 360, 360), outline=(200, 200, 200), width=6)
        return _jpeg(card)
    picture = Image.fromarray(np.roll(_mucosa(), int(rng.integers(480)), 1)).rotate(int(rng.integers(360)))
    draw = ImageDraw.Draw(picture)
    x, y = (int(v) for v in rng.integers(170, 310, 2))
    for radius in range(95, 20, -15):
        shade = 40 + radius
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(shade + 30, shade // 2, shade // 3))
    picture = picture.filter(ImageFilter.GaussianBlur(3))
    draw = ImageDraw.Draw(picture)
    for _ in range(6):
        px, py = (int(v) for v in rng.integers(60, 420, 2))
        draw.ellipse((px, py, px + 9, py + 6), fill=(255, 246, 238))
    frame = Image.new("RGB", (640, 480), (8, 8, 8))
    mask = Image.new("L", (480, 480), 0)
    ImageDraw.Draw(mask).ellipse((8, 8, 472, 472), fill=255)
    frame.paste(picture, (160, 0), mask)
    ImageDraw.Draw(frame).text((8, 12), writable(exam.person.name), fill=(220, 220, 220), font=font(15))
    if exam.at.end:
        ImageDraw.Draw(frame).text((8, 440), f"{exam.at.end:%Y-%m-%d}\n{exam.at.end:%H:%M:%S}", fill=(220, 220, 220), font=font(13))
    return _jpeg(frame)


@lru_cache(maxsize=1)
def _section() -> Pixels:
    rng = np.random.default_rng(3)
    grain = Image.fromarray(rng.integers(150, 255, (100, 100), dtype=np.uint8)).resize((960, 720), Image.Resampling.BICUBIC)
    tissue = np.asarray(grain.filter(ImageFilter.GaussianBlur(4)), dtype=np.float32)[..., None] / 255
    picture = Image.fromarray((tissue * np.array([246, 196, 220], dtype=np.float32)).clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for px, py, r in zip(rng.integers(0, 960, 2000), rng.integers(0, 720, 2000), rng.integers(3, 8, 2000), strict=True):
        draw.ellipse((int(px), int(py), int(px + r), int(py + r + 1)), fill=(96, 52, 140))
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(0.8)))


def pathology(exam: Exam, serial: int, gross: bool) -> bytes:
    """A haematoxylin-eosin field, or the specimen on a blue cloth with a ruler."""
    rng = np.random.default_rng(exam.ordinal * 10 + serial)
    if not gross:
        top, left = int(rng.integers(240)), int(rng.integers(320))
        return _jpeg(Image.fromarray(_section()[top : top + 480, left : left + 640]))
    cloth = Image.new("RGB", (640, 480), (40, 84, 150))
    draw = ImageDraw.Draw(cloth)
    for _ in range(int(rng.integers(1, 4))):
        x, y = int(rng.integers(120, 420)), int(rng.integers(120, 280))
        draw.ellipse((x, y, x + int(rng.integers(60, 150)), y + int(rng.integers(40, 110))), fill=(188, 120, 104))
    for mark in range(11):
        draw.line((60 + mark * 50, 420, 60 + mark * 50, 440 if mark % 5 else 452), fill=(255, 255, 255), width=3)
    return _jpeg(cloth.filter(ImageFilter.GaussianBlur(1)))


def _jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=72)
    return target.getvalue()
