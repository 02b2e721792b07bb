"""DICOM files of radiology and nuclear medicine: small phantoms, and pydicom's bundled CT and MR under the exam's own numbers."""

import io
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian

from demo import numbers
from demo.exams import Exam

_CLASSES = {  # DICOM PS3.6: storage classes
    "CT": "1.2.840.10008.5.1.4.1.1.2",
    "MR": "1.2.840.10008.5.1.4.1.1.4",
    "DX": "1.2.840.10008.5.1.4.1.1.1.1",
    "MG": "1.2.840.10008.5.1.4.1.1.1.2",
    "XA": "1.2.840.10008.5.1.4.1.1.12.1",
    "RF": "1.2.840.10008.5.1.4.1.1.12.2",
    "NM": "1.2.840.10008.5.1.4.1.1.20",
    "PT": "1.2.840.10008.5.1.4.1.1.128",
}
_MODALITY = {"RAD.CT": "CT", "RAD.MR": "MR", "RAD.DR": "DX", "RAD.MG": "MG", "RAD.DSA": "XA", "RAD.RF": "RF"}
_SIZE = 160


@lru_cache(maxsize=8)
def _phantom(modality: str) -> NDArray[np.float32]:
    """An oval body with organs; grey values roughly as the modality has them."""
    y, x = np.mgrid[-1 : 1 : _SIZE * 1j, -1 : 1 : _SIZE * 1j].astype(np.float32)
    image = np.full((_SIZE, _SIZE), -1000.0 if modality == "CT" else 0.0, dtype=np.float32)
    levels = (40, -820, -800, 320, 60) if modality == "CT" else (600, 180, 190, 950, 700)
    image[(x / 0.86) ** 2 + (y / 0.66) ** 2 < 1] = levels[0]
    image[((x + 0.38) / 0.3) ** 2 + ((y + 0.02) / 0.42) ** 2 < 1] = levels[1]
    image[((x - 0.38) / 0.3) ** 2 + ((y + 0.02) / 0.42) ** 2 < 1] = levels[2]
    image[(x / 0.1) ** 2 + ((y - 0.45) / 0.1) ** 2 < 1] = levels[3]
    image[((x - 0.1) / 0.16) ** 2 + ((y + 0.05) / 0.2) ** 2 < 1] = levels[4]
    return image


@lru_cache(maxsize=2)
def _sample(modality: str) -> Dataset | None:
    """pydicom's bundled CT_small or MR_small."""
    file = get_testdata_file({"CT": "CT_small.dcm", "MR": "MR_small.dcm"}[modality], download=False)
    return dcmread(str(file)) if file else None


def radiology(exam: Exam, exam_id: int, accession: str) -> list[tuple[str, bytes]]:
    """The study folder of a radiology exam: (file name, content). CT and MR have three slices, or one bundled sample."""
    modality = _MODALITY[exam.item.category]
    study = numbers.uid(1, exam_id)
    if modality in ("CT", "MR") and exam.ordinal % 5 == 0:
        sample = _sample(modality)
        if sample is not None:
            return [("IM0001.dcm", _relabelled(sample, exam, study, accession))]
    count = 3 if modality in ("CT", "MR") else 1
    return [(f"IM{i:04d}.dcm", _image(exam, modality, study, accession, i)) for i in range(1, count + 1)]


def nuclear(exam: Exam, number: str) -> list[tuple[str, bytes]]:
    """One planar image for each study of the exam; of a PET-CT the PET and, where it has its own study, the CT."""
    pet = exam.item.category == "NM.PET"
    first = numbers.uid(5, exam.ordinal + 1, 1)
    files = [("NM0001.dcm", _image(exam, "PT" if pet else "NM", first, number, 1))]
    if pet and exam.ordinal % 5 < 2:
        files.append(("CT0001.dcm", _image(exam, "CT", numbers.uid(5, exam.ordinal + 1, 2), number, 1)))
    return files


def _identify(data: Dataset, exam: Exam, study: str, accession: str, serial: int) -> None:
    person, begin = exam.person, exam.at.begin
    data.SpecificCharacterSet = "ISO_IR 192"
    data.PatientName = f"{exam.pinyin}={person.name}"
    data.PatientID = person.his_pid
    data.PatientBirthDate = f"{person.birth:%Y%m%d}"
    data.PatientSex = "M" if person.male else "F"
    data.AccessionNumber = accession
    data.StudyInstanceUID = study
    data.SeriesInstanceUID = f"{study}.1"
    data.SOPInstanceUID = f"{study}.1.{serial}"
    data.StudyDescription = exam.item.name
    if begin:
        data.StudyDate, data.StudyTime = f"{begin:%Y%m%d}", f"{begin:%H%M%S}"


def _image(exam: Exam, modality: str, study: str, accession: str, serial: int) -> bytes:
    data = Dataset()
    data.SOPClassUID = UID(_CLASSES[modality])
    _identify(data, exam, study, accession, serial)
    data.Modality = modality
    data.Manufacturer = "Demo"
    data.StationName = exam.device
    data.SeriesNumber, data.InstanceNumber = 1, serial
    data.SeriesDate, data.SeriesTime = data.get("StudyDate", ""), data.get("StudyTime", "")
    rng = np.random.default_rng(exam.ordinal * 10 + serial)
    pixels = _phantom("CT" if modality == "CT" else "MR") + rng.normal(0, 12, (_SIZE, _SIZE)).astype(np.float32)
    pixels = np.roll(pixels, int(rng.integers(-6, 6)), 1)
    data.Rows = data.Columns = _SIZE
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit = 16, 16, 15
    data.PixelRepresentation = 1 if modality == "CT" else 0
    data.PixelSpacing = ["2.5", "2.5"]
    if modality == "CT":
        data.RescaleIntercept, data.RescaleSlope = "0", "1"
        data.WindowCenter, data.WindowWidth = "40", "400"
        data.ImagePositionPatient, data.ImageOrientationPatient = ["-200", "-200", str(serial * 5)], ["1", "0", "0", "0", "1", "0"]
        data.SliceThickness = "5"
    elif modality in ("PT", "NM"):
        data.WindowCenter, data.WindowWidth = "500", "1000"
    data.PixelData = (pixels.astype("<i2") if modality == "CT" else pixels.clip(0, 4095).astype("<u2")).tobytes()
    return _encoded(data)


def _relabelled(sample: Dataset, exam: Exam, study: str, accession: str) -> bytes:
    data = Dataset()
    data.update(sample)
    _identify(data, exam, study, accession, 1)
    return _encoded(data)


def _encoded(data: Dataset) -> bytes:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = data.SOPClassUID
    meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = UID(numbers.uid(99))
    target = io.BytesIO()
    file = FileDataset(target, data, file_meta=meta, preamble=b"\0" * 128)
    file.save_as(target, enforce_file_format=True)
    return target.getvalue()
