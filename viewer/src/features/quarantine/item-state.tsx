import { CheckCircleOutlined, MinusCircleOutlined, PauseCircleOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";

/** Where a stopped row stands, by shape, colour and text. */
export function ItemState({ state }: { state: string }) {
  const { t } = useTranslation();
  const text = t(`quarantine.${state}`, state);
  if (state === "open") return <span className="warn nowrap"><PauseCircleOutlined /> {text}</span>;
  if (state === "discarded") return <span className="muted nowrap"><MinusCircleOutlined /> {text}</span>;
  return <span className="good nowrap"><CheckCircleOutlined /> {text}</span>;
}
