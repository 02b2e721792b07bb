"""A page or a frame of an archived file as a PNG: what a browser shows without knowing PDF or DICOM. For looking, not for reading.

Limits: PAGES and PIXELS bound the memory of one call; what is larger is refused.
"""

import io
from typing import Any, BinaryIO

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image
from pydicom import dcmread
from pydicom.errors import InvalidDicomError
from pydicom.multival import MultiValue
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut, apply_voi_lut
from pydicom.pixels.utils import pixel_array

from warehouse.archive.media import DICOM, JPEG, PDF, PNG
from warehouse.errors import Refused

PAGES = 200
PIXELS = 40_000_000
PDF_SCALE = 2.0  # 144 dpi: text is crisp on a reading screen
Image.MAX_IMAGE_PIXELS = PIXELS


def page_count(stream: BinaryIO, media_type: str) -> int:
    """Pages of a PDF, frames of a DICOM object, 1 for a picture, 0 for what cannot be shown."""
    if media_type == PDF:
        with _pdf(stream) as document:
            return min(PAGES, len(document))
    if media_type == DICOM:
        data = _dicom(stream, pixels=False)
        return int(data.get("NumberOfFrames") or 1) if "Rows" in data else 0
    return 1 if media_type in (JPEG, PNG) else 0


def page(stream: BinaryIO, media_type: str, number: int) -> bytes:
    """Page or frame `number` (from 1) as PNG. Refused: no such page, too large, or not to be shown."""
    if number < 1:
        raise Refused("pages count from 1")
    if media_type == PDF:
        return _pdf_page(stream, number)
    if media_type == DICOM:
        return _dicom_frame(stream, number)
    if media_type in (JPEG, PNG) and number == 1:
        try:
            with Image.open(stream) as picture:
                return _png(picture.convert("RGB"))
        except (OSError, Image.DecompressionBombError):
            raise Refused("the picture cannot be read") from None
    raise Refused("this file has no such page to show")


def _pdf(stream: BinaryIO) -> Any:
    try:
        return pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError:
        raise Refused("the PDF cannot be read") from None


def _pdf_page(stream: BinaryIO, number: int) -> bytes:
    with _pdf(stream) as document:
        if number > min(PAGES, len(document)):
            raise Refused("the PDF has no such page")
        sheet = document[number - 1]
        width, height = sheet.get_size()
        scale = min(PDF_SCALE, (PIXELS / max(1.0, width * height)) ** 0.5)
        return _png(sheet.render(scale=scale).to_pil().convert("RGB"))


def _dicom(stream: BinaryIO, pixels: bool) -> Any:
    try:
        return dcmread(stream, stop_before_pixels=not pixels)
    except (InvalidDicomError, EOFError, ValueError):
        raise Refused("the DICOM object cannot be read") from None


def _dicom_frame(stream: BinaryIO, number: int) -> bytes:
    """One frame only is decoded. Grey values as the object's first window shows them, colours as they are."""
    data = _dicom(stream, pixels=True)
    if not any(name in data for name in ("PixelData", "FloatPixelData", "DoubleFloatPixelData")):
        raise Refused("the DICOM object holds no picture")
    size = int(data.Rows) * int(data.Columns) * int(data.get("SamplesPerPixel") or 1)
    if size > PIXELS:
        raise Refused("the picture is too large to be shown here", "open it in the viewer")
    if number > int(data.get("NumberOfFrames") or 1):
        raise Refused("the object has no such frame")
    try:
        frame = pixel_array(data, index=number - 1)
    except (ValueError, RuntimeError, NotImplementedError, AttributeError):
        raise Refused("the picture's transfer syntax cannot be shown here yet") from None
    if data.get("PhotometricInterpretation") == "PALETTE COLOR":
        return _png(Image.fromarray((apply_color_lut(frame, data) >> 8).astype(np.uint8)))
    if frame.ndim > 2:
        return _png(Image.fromarray(frame.astype(np.uint8)))
    grey = np.rint(_windowed(apply_modality_lut(frame, data), data) * 255).astype(np.uint8)
    return _png(Image.fromarray(255 - grey if data.get("PhotometricInterpretation") == "MONOCHROME1" else grey))


def _windowed(values: NDArray[Any], data: Any) -> NDArray[np.float64]:
    """0 to 1 after PS3.3 C.11.2.1.2: the first window; else a VOI LUT; else from the darkest to the brightest value."""
    exact = values.astype(np.float64)
    centre, width = _first(data.get("WindowCenter")), _first(data.get("WindowWidth"))
    if centre is not None and width is not None and width >= 1:
        function = data.get("VOILUTFunction", "LINEAR")
        if function == "SIGMOID":
            return 1 / (1 + np.exp(-4 * (exact - centre) / width))
        if function == "LINEAR_EXACT" or width == 1:
            return np.clip((exact - centre) / width + 0.5, 0.0, 1.0)
        return np.clip((exact - (centre - 0.5)) / (width - 1) + 0.5, 0.0, 1.0)
    if "VOILUTSequence" in data:
        exact = apply_voi_lut(values, data).astype(np.float64)
    low, high = float(exact.min()), float(exact.max())
    return (exact - low) / max(high - low, 1e-9)


def _first(value: Any) -> float | None:
    if value is None or value == "":
        return None
    return float(value[0] if isinstance(value, MultiValue) else value)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue()
