import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleOutlined, InfoCircleOutlined, LoadingOutlined, StopOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";

/** A run's state by shape, colour and text. */
export function RunState({ state }: { state: string }) {
  const { t } = useTranslation();
  const text = t(`runState.${state}`, state);
  if (state === "success") return <span className="good nowrap"><CheckCircleFilled /> {text}</span>;
  if (state === "failed") return <span className="bad nowrap"><CloseCircleFilled /> {text}</span>;
  return <span className="nowrap"><LoadingOutlined /> {text}</span>;
}

/** How much a finding matters, by shape, colour and text. */
export function Severity({ level }: { level: string }) {
  const { t } = useTranslation();
  const text = t(`severity.${level}`, level);
  if (level === "E") return <span className="bad nowrap"><StopOutlined /> {text}</span>;
  if (level === "W") return <span className="warn nowrap"><ExclamationCircleOutlined /> {text}</span>;
  return <span className="muted nowrap"><InfoCircleOutlined /> {text}</span>;
}

/** Whether something works, by shape, colour and text. */
export function Health({ ok, text }: { ok: boolean; text: string }) {
  return <span className={`nowrap ${ok ? "good" : "bad"}`}>{ok ? <CheckCircleFilled /> : <CloseCircleFilled />} {text}</span>;
}

/** A fact that asks for attention. */
export function Flag({ color, text }: { color: string; text: string }) {
  return <Tag color={color} variant="outlined" style={{ marginInlineEnd: 4, lineHeight: "16px" }}>{text}</Tag>;
}
