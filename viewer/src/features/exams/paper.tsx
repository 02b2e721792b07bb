import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Answer, Nothing } from "../../shared/ui/states";
import { getPages, pictureUrl } from "./api";
import { FullScreen } from "./full-screen";
import type { Stack } from "./stacks";

/** The report documents page by page, as the department signed them; a click opens them full screen. */
export function Paper({ papers }: { papers: Stack[] }) {
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <div className="paper" data-testid="paper">
      {papers.map((stack, i) => <Pages key={stack.key} stack={stack} onOpen={() => setOpened(i)} />)}
      {opened !== null && <FullScreen stacks={papers} start={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

function Pages({ stack, onOpen }: { stack: Stack; onOpen: () => void }) {
  const { t } = useTranslation();
  const file = stack.files[0];
  const pages = useQuery({ queryKey: ["pages", file?.file_id], queryFn: ({ signal }) => getPages(file?.file_id ?? 0, signal), staleTime: Infinity, retry: false, enabled: file !== undefined });
  return (
    <Answer of={pages}>
      {({ pages: count }) => {
        if (!file || count === 0) return <Nothing text={t("exam.noView")} />;
        return Array.from({ length: count }, (_, i) => (
          <button key={i} type="button" onClick={onOpen} aria-label={t("exam.page", { n: i + 1, of: count })}>
            <img src={pictureUrl(file, i + 1)} alt={t("exam.page", { n: i + 1, of: count })} loading="lazy" />
          </button>
        ));
      }}
    </Answer>
  );
}
