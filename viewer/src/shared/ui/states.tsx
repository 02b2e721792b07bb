import { Alert, Button, Empty, Spin } from "antd";
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
export function Nothing({ onClear, text }: { onClear?: (() => void) | undefined; text?: string }) {
  const { t } = useTranslation();
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text ?? t(onClear ? "state.emptyFiltered" : "state.empty")}>
      {onClear && <Button onClick={onClear}>{t("state.clear")}</Button>}
    </Empty>
  );
}

/** What happened and what to do, in the server's words; a network failure in ours. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const known = error instanceof ApiError ? error : undefined;
  const offline = known?.status === 0;
  const title = offline ? t("state.network") : (known?.problem.title ?? t("state.failed"));
  const detail = offline ? t("state.networkDo") : [known?.problem.detail, known?.problem.do].filter(Boolean).join("。");
  return (
    <Alert
      type={known?.status === 403 ? "warning" : "error"}
      showIcon
      title={title}
      description={detail}
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

/** Loading, failure or the content: every page's three faces in one place. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  if (of.error) return <Failure error={of.error} onRetry={() => void of.refetch()} />;
  if (of.isPending || of.data === undefined) return <Loading />;
  return <>{children(of.data)}</>;
}
