import { Button } from "antd";
import { useMemo, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";

import type { Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { useKeys } from "../../shared/lib/use-keys";
import { pageUrl, usePages } from "./files";

/** One file full screen, page by page: ← → between files, ↑ ↓ between pages, Esc closes. */
export function FileViewer({ files, start, onClose }: { files: Schemas["File"][]; start: number; onClose: () => void }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const [index, setIndex] = useState(start);
  const [page, setPage] = useState(1);
  const file = files[index];
  const pages = usePages(file?.file_id ?? 0);
  const count = pages.data?.pages ?? 1;
  const keys = useMemo(() => {
    const go = (step: number) => { setIndex((i) => Math.max(0, Math.min(files.length - 1, i + step))); setPage(1); };
    const turn = (step: number) => setPage((p) => Math.max(1, Math.min(count, p + step)));
    return {
      ArrowRight: () => go(1), ArrowLeft: () => go(-1), ArrowDown: () => turn(1), ArrowUp: () => turn(-1), PageDown: () => turn(1), PageUp: () => turn(-1), Escape: onClose,
    };
  }, [files.length, count, onClose]);
  useKeys(keys);
  if (!file) return null;
  return createPortal(
    <div className="viewer" role="dialog" aria-modal="true" aria-label={text("file_kind", file.kind)}>
      <header>
        <b>{text("file_kind", file.kind)}</b>
        <span className="num">{index + 1} / {files.length}</span>
        <span className="num">{t("exam.page", { n: page, of: count })}</span>
        <span style={{ flex: 1 }} />
        <Button size="small" ghost onClick={keys.ArrowLeft} disabled={index === 0}>{t("exam.previous")}</Button>
        <Button size="small" ghost onClick={keys.ArrowRight} disabled={index === files.length - 1}>{t("exam.nextOne")}</Button>
        <Button size="small" ghost href={`/api/v1/files/${file.file_id}`} target="_blank" rel="noreferrer">{t("exam.download")}</Button>
        <Button size="small" ghost onClick={onClose} autoFocus>{t("exam.close")}</Button>
      </header>
      <main><img src={pageUrl(file.file_id, page)} alt={`${text("file_kind", file.kind)} ${page}`} /></main>
    </div>,
    document.body,
  );
}
