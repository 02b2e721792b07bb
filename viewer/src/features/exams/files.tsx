import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { bytes } from "../../shared/lib/format";
import { Nothing } from "../../shared/ui/states";
import { FileViewer } from "./file-viewer";

type File = Schemas["File"];

export const pageUrl = (fileId: number, page: number): string => `/api/v1/files/${fileId}/pages/${page}.png`;

/** The exam's documents and pictures, dark as a reading room; a click or Enter opens one full screen. */
export function Files({ files }: { files: File[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <section className="dark" data-testid="files">
      <h2 style={{ fontSize: 14, margin: "0 0 8px" }}>{t("exam.files")}</h2>
      {files.length === 0 ? <div style={{ background: "#fff", borderRadius: 4 }}><Nothing text={t("exam.noFiles")} /></div> : (
        <div className="thumbs">{files.map((file, i) => <Thumb key={file.file_id} file={file} onOpen={() => setOpened(i)} />)}</div>
      )}
      {opened !== null && <FileViewer files={files} start={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

function Thumb({ file, onOpen }: { file: File; onOpen: () => void }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const pages = usePages(file.file_id);
  return (
    <button type="button" className="thumb" onClick={onOpen} disabled={pages.data?.pages === 0}>
      {pages.data && pages.data.pages > 0 ? <img src={pageUrl(file.file_id, 1)} alt={`${text("file_kind", file.kind)} ${file.sequence}`} loading="lazy" /> : <span style={{ display: "grid", placeItems: "center", height: 130 }} className="muted">{pages.isPending ? "…" : t("exam.noView")}</span>}
      <span className="cap">{text("file_kind", file.kind)} {file.sequence || ""} · <span className="num">{bytes(file.bytes)}</span></span>
    </button>
  );
}

export function usePages(fileId: number) {
  return useQuery({ queryKey: ["pages", fileId], queryFn: ({ signal }) => api.get<Schemas["FilePages"]>(`/files/${fileId}/pages`, {}, signal), staleTime: Infinity, retry: false });
}
