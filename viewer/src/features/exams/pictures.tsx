import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useCodes } from "../../shared/lib/codes";
import { bytes } from "../../shared/lib/format";
import { type File, fileUrl, pictureUrl } from "./api";
import { FullScreen } from "./full-screen";
import type { Stack } from "./stacks";

/** The exam's pictures, dark as a reading room; a click or Enter opens one full screen. */
export function Pictures({ pictures, others, allowed }: { pictures: Stack[]; others: File[]; allowed: boolean }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <section className="dark" data-testid="files">
      <h2>{t("exam.files")}</h2>
      {!allowed && <div className="state">{t("exam.noPictures")}</div>}
      {allowed && pictures.length === 0 && <div className="state">{t("exam.noFiles")}</div>}
      {allowed && <div className={`thumbs ${pictures.length < 5 ? "large" : ""}`}>{pictures.map((stack, i) => <Thumb key={stack.key} stack={stack} onOpen={() => setOpened(i)} />)}</div>}
      {allowed && others.length > 0 && (
        <ul className="attachments" aria-label={t("exam.attachments")}>
          {others.map((file) => <li key={file.file_id}><a href={fileUrl(file.file_id)}>{text("file_kind", file.kind)}</a> <span className="num">{bytes(file.bytes)}</span></li>)}
        </ul>
      )}
      {opened !== null && <FullScreen stacks={pictures} start={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

function Thumb({ stack, onOpen }: { stack: Stack; onOpen: () => void }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const [failed, setFailed] = useState(false);
  const middle = stack.files[Math.floor(stack.files.length / 2)];
  const size = stack.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  const name = text("file_kind", stack.kind);
  return (
    <button type="button" className="thumb" onClick={onOpen} disabled={failed} aria-label={name}>
      {middle && !failed ? <img src={pictureUrl(middle, 1)} alt={name} loading="lazy" onError={() => setFailed(true)} /> : <span className="blank">{t("exam.noView")}</span>}
      {stack.files.length > 1 && <span className="many num">{t("exam.count", { n: stack.files.length })}</span>}
      <span className="cap"><span>{name}</span><span className="num">{bytes(size)}</span></span>
    </button>
  );
}
