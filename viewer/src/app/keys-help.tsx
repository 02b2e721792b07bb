import { Modal } from "antd";
import { useTranslation } from "react-i18next";

const KEYS = [
  [["1", "…", "9", "0"], "page"], [["/"], "search"], [["j", "k"], "move"], [["Enter"], "open"], [["x"], "choose"], [["Esc"], "back"], [["]", "["], "exam"], [["←", "→"], "picture"], [["↑", "↓"], "frame"],
  [["+", "−", "0"], "zoom"], [["i"], "invert"], [["r"], "rotate"], [["?"], "help"],
] as const;

/** What the keyboard can do. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t("keys.title")} width={420} destroyOnHidden>
      <div style={{ display: "grid", gridTemplateColumns: "110px 1fr", gap: "8px 12px" }}>
        {KEYS.map(([keys, text]) => [
          <span key={`${text}-k`}>{keys.map((key) => <kbd key={key} style={{ marginInlineEnd: 4 }}>{key}</kbd>)}</span>,
          <span key={text}>{t(`keys.${text}`)}</span>,
        ])}
      </div>
    </Modal>
  );
}
