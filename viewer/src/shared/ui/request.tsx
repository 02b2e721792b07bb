import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, LoadingOutlined } from "@ant-design/icons";
import { Steps } from "antd";
import { useTranslation } from "react-i18next";

import { countsOf, errorOf, hasEnded, type Request } from "../api/requests";
import { BalanceStrip } from "./balance";

/** How far a request has come, and what it ended with. */
export function RequestProgress({ request }: { request: Request }) {
  const { t } = useTranslation();
  const ended = hasEnded(request);
  const failed = request.state === "failed";
  const place = ended ? 4 : request.state === "running" ? 2 : 1;
  return (
    <div style={{ padding: "8px 0" }}>
      <Steps size="small" current={place} {...(failed ? { status: "error" as const } : {})} items={(["asked", "waiting", "working", "ended"] as const).map((step) => ({ title: t(step === "ended" && failed ? "request.failed" : `request.${step}`) }))} />
      <div style={{ marginTop: 16, minHeight: 44 }} aria-live="polite">
        {!ended && <span className="muted">{t("request.stays")}</span>}
        {ended && failed && <span className="bad">{errorOf(request) || t("request.failed")}</span>}
        {ended && !failed && <BalanceStrip counts={countsOf(request)} />}
      </div>
    </div>
  );
}

/** A request's state by shape, colour and text. */
export function RequestState({ state }: { state: string }) {
  const { t } = useTranslation();
  const text = t(`request.${state}`, state);
  if (state === "done") return <span className="good nowrap"><CheckCircleFilled /> {text}</span>;
  if (state === "failed") return <span className="bad nowrap"><CloseCircleFilled /> {text}</span>;
  return <span className="nowrap">{state === "running" ? <LoadingOutlined /> : <ClockCircleOutlined />} {text}</span>;
}
