import type { File } from "./api";

/** What is looked at as one: a series of DICOM files, a document with pages, or a single picture. */
export interface Stack {
  key: string;
  kind: string | null;
  files: File[];
}

const SHOWN = ["image/jpeg", "image/png", "application/pdf", "application/dicom"];
const PAPER = ["RPT_PDF", "RPT_JPG"];

const isShown = (file: File) => SHOWN.includes(file.media_type ?? "");

function stack(files: File[]): Stack {
  const first = files[0];
  return { key: String(first?.file_id), kind: first?.kind ?? null, files };
}

/** Files of an exam apart: report documents, pictures (DICOM files of one series together), and what has no picture. */
export function stacksOf(files: File[]): { papers: Stack[]; pictures: Stack[]; others: File[] } {
  const shown = files.filter(isShown);
  const series = new Map<string, File[]>();
  for (const file of shown.filter((one) => !PAPER.includes(one.kind ?? ""))) {
    const key = file.series_uid ? `series ${file.series_uid}` : `file ${file.file_id}`;
    series.set(key, [...(series.get(key) ?? []), file]);
  }
  return {
    papers: shown.filter((file) => PAPER.includes(file.kind ?? "")).map((file) => stack([file])),
    pictures: [...series.values()].map((one) => stack([...one].sort((a, b) => a.sequence - b.sequence))),
    others: files.filter((file) => !isShown(file)),
  };
}
