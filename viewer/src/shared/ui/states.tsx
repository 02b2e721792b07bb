import { Alert, Button, Spin } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "../api/client";

export function Loading() {
  const { t } = useTranslation();
  return (
    <div className="state" role="status" aria-live="polite">
      <Spin />
      <span>{t("app.loading")}</span>
    </div>
  );
}

/** Nothing to show: because there is nothing, or because of the filters (then they can be cleared). */
export function Nothing({ onClear, text }: { onClear?: (() => void) | undefined; text?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className="state">
      <span>{text ?? t(onClear ? "state.emptyFiltered" : "state.empty")}</span>
      {onClear && <Button onClick={onClear}>{t("state.clear")}</Button>}
    </div>
  );
}

/** What happened and what to do, in the server's words; a network failure in ours. The request's number is for whoever mends it. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const known = error instanceof ApiError ? error : undefined;
  const offline = known?.status === 0;
  const title = offline ? t("state.network") : (known?.problem.title ?? t("state.failed"));
  const detail = known?.problem.detail === title ? undefined : known?.problem.detail;
  const words = offline ? t("state.networkDo") : [detail, known?.problem.do].filter(Boolean).join("。");
  const request = known && known.status >= 500 ? known.problem.instance?.split(":").pop() : undefined;
  return (
    <Alert
      type={known?.status === 403 || known?.status === 404 ? "warning" : "error"}
      showIcon
      title={title}
      description={<>{words}{request && <div className="muted code">{t("state.request")} {request}</div>}</>}
      action={onRetry && <Button onClick={onRetry}>{t("state.retry")}</Button>}
    />
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** Loading, failure or the content: every page's three faces in one place. Content that was there stays when a later try fails. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  const failure = of.error ? <div style={{ padding: 10 }}><Failure error={of.error} onRetry={() => void of.refetch()} /></div> : null;
  if (of.data !== undefined) return <>{failure}{children(of.data)}</>;
  return failure ?? <Loading />;
}
