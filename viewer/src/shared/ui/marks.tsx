import { CheckCircleFilled, CloseCircleFilled, LoadingOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";

/** A run's state by shape, colour and text. */
export function RunState({ state }: { state: string }) {
  const { t } = useTranslation();
  const text = t(`runState.${state}`, state);
  if (state === "success") return <span className="good"><CheckCircleFilled /> {text}</span>;
  if (state === "failed") return <span className="bad"><CloseCircleFilled /> {text}</span>;
  return <span><LoadingOutlined /> {text}</span>;
}

export function Severity({ level }: { level: string }) {
  const { t } = useTranslation();
  const color = level === "E" ? "red" : level === "W" ? "orange" : "default";
  return <Tag color={color}>{t(`severity.${level}`, level)}</Tag>;
}

/** A key fact of an exam that asks for attention. */
export function Flag({ color, text }: { color: string; text: string }) {
  return <Tag color={color} style={{ marginInlineEnd: 4 }}>{text}</Tag>;
}
