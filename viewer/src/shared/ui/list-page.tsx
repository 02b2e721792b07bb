import { Button } from "antd";
import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useFilters } from "../lib/use-filters";
import { usePageTitle } from "../lib/use-page-title";

interface Props {
  title: string;
  /** Beside the title: how many there are. */
  count?: ReactNode;
  filters?: ReactNode;
  /** Too many filters for the title's row. */
  ownRow?: boolean;
  actions?: ReactNode;
  aside?: ReactNode;
  /** A later answer is on its way while the earlier one is shown. */
  busy?: boolean;
  /** Width below which the table scrolls sideways instead of squeezing, in pixels. */
  minWidth?: number;
  /** Rows of unequal height: read from the top. */
  top?: boolean;
  /** Rows open something on a click. */
  openable?: boolean;
  children: ReactNode;
}

/** A page that lists: title and filters stand still, the rows scroll under a fixed header. */
export function ListPage({ title, count, filters, ownRow = false, actions, aside, busy = false, minWidth = 1100, openable = false, top = false, children }: Props) {
  usePageTitle(title);
  return (
    <div className="list-page">
      {busy && <div className="busy" aria-hidden />}
      <div className="toolbar">
        <h1>{title}</h1>
        {count}
        {!ownRow && filters}
        <span className="grow" />
        {actions}
      </div>
      {ownRow && <div className="toolbar">{filters}</div>}
      <div className="list-body">
        {aside}
        <div className={`scroll ${openable ? "openable" : ""} ${top ? "top" : ""}`} style={{ "--lb-min": `${minWidth}px` } as CSSProperties}>
          {children}
        </div>
      </div>
    </div>
  );
}

/** Pages by cursor: on from here, or back to the start. Nothing when all rows are on one page. */
export function Pager({ next, children }: { next: string | number | null | undefined; children?: ReactNode }) {
  const { t } = useTranslation();
  const [get, set] = useFilters();
  if (!next && !get("cursor") && !children) return null;
  return (
    <div className="list-foot">
      {children}
      <span className="grow" />
      {get("cursor") && <Button onClick={() => set({ cursor: undefined })}>{t("pager.first")}</Button>}
      <Button disabled={!next} onClick={() => set({ cursor: String(next) })}>{t("pager.next")}</Button>
    </div>
  );
}

/** A filter that holds; a click lets it go. */
export function Chip({ children, onRemove }: { children: ReactNode; onRemove: () => void }) {
  const { t } = useTranslation();
  return <button type="button" className="chip" onClick={onRemove} title={t("state.removeFilter")}>{children}<span aria-hidden>×</span></button>;
}
