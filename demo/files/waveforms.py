"""Waveforms: HL7 annotated ECG (namespace urn:hl7-org:v3) and EDF, both drawn from sums of bumps."""

from functools import lru_cache
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from demo.exams import Exam

_LEADS = ("I", "II", "III", "AVR", "AVL", "AVF", "V1", "V2", "V3", "V4", "V5", "V6")
_GAINS = (0.7, 1.0, 0.4, -0.8, 0.3, 0.7, -0.5, 0.4, 0.9, 1.3, 1.2, 0.9)
_HZ, _SECONDS = 125, 10
# centre (share of a beat), width, height in microvolts: P, Q, R, S, T
_WAVES = ((0.18, 0.025, 120), (0.295, 0.008, -90), (0.31, 0.010, 1000), (0.328, 0.010, -240), (0.55, 0.045, 260))


@lru_cache(maxsize=60)
def _rhythm(rate: int) -> NDArray[np.float64]:
    phase = (np.arange(_HZ * _SECONDS) / _HZ * rate / 60) % 1
    wave = np.zeros_like(phase)
    for centre, width, height in _WAVES:
        wave += height * np.exp(-(((phase - centre) / width) ** 2))
    return wave


def annotated_ecg(exam: Exam, record: str) -> bytes:
    """A 12-lead recording of ten seconds at 125 Hz, digits of 1 microvolt."""
    wave = _rhythm(55 + exam.ordinal % 45)
    begin = f"{exam.at.begin:%Y%m%d%H%M%S}" if exam.at.begin else ""
    leads = "".join(
        f'<component><sequence><code code="MDC_ECG_LEAD_{lead}" codeSystem="2.16.840.1.113883.6.24"/><value xsi:type="SLIST_PQ">'
        f'<origin value="0" unit="uV"/><scale value="1" unit="uV"/><digits>{" ".join(map(str, (wave * gain).astype(int)))}</digits>'
        "</value></sequence></component>"
        for lead, gain in zip(_LEADS, _GAINS, strict=True)
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<id root="1.2.826.0.1.3680043.10.999.6" extension="{escape(record)}"/><effectiveTime><low value="{begin}"/></effectiveTime>'
        f'<componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject><id extension="{exam.person.his_pid}"/>'
        f"<subjectDemographicPerson><name>{escape(exam.person.name)}</name></subjectDemographicPerson></trialSubject></subject>"
        "</subjectAssignment></componentOf></timepointEvent></componentOf>"
        '<component><series><code code="RHYTHM" codeSystem="2.16.840.1.113883.5.4"/><component><sequenceSet>'
        f'<component><sequence><code code="TIME_ABSOLUTE"/><value xsi:type="GLIST_TS"><head value="{begin}"/>'
        f'<increment value="{1 / _HZ}" unit="s"/></value></sequence></component>{leads}'
        "</sequenceSet></component></series></component></AnnotatedECG>\n"
    )
    return text.encode()


def edf(exam: Exam) -> bytes:
    """Sixteen channels of ten seconds at 100 Hz in the European Data Format; the patient field is `X` as the workstation leaves it."""
    channels, rate, seconds = 16, 100, 10
    rng = np.random.default_rng(exam.ordinal)
    at = exam.at.begin
    start = f"{at:%d.%m.%y}{at:%H.%M.%S}" if at else "01.01.8500.00.00"

    def field(text: str, width: int) -> str:
        return text[:width].ljust(width)

    head = field("0", 8) + field("X X X X", 80) + field("Startdate X X X X", 80) + start
    head += field(str(256 * (channels + 1)), 8) + field("", 44) + field(str(seconds), 8) + field("1", 8) + field(str(channels), 4)
    for value, width in (
        ("EEG", 16),
        ("AgCl", 80),
        ("uV", 8),
        ("-500", 8),
        ("500", 8),
        ("-32768", 8),
        ("32767", 8),
        ("", 80),
        (str(rate), 8),
        ("", 32),
    ):
        head += "".join(field(f"{value} {i + 1}" if width == 16 else value, width) for i in range(channels))
    time = np.arange(rate * seconds) / rate
    alpha = np.sin(2 * np.pi * 10 * time) * 2500
    signals = (alpha + rng.normal(0, 900, (channels, rate * seconds))).astype("<i2")
    return head.encode("ascii") + b"".join(signals[:, i * rate : (i + 1) * rate].tobytes() for i in range(seconds))
