import { Alert, Button, Checkbox, Modal } from "antd";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { useAction } from "../../shared/api/requests";
import { number } from "../../shared/lib/format";
import { RequestProgress } from "../../shared/ui/request";
import { Failure } from "../../shared/ui/states";
import type { Item } from "./api";
import { objections } from "./item-rules";

/** Ask for a release, follow the request to its end, show what came of it. `onEnd` is called once, when it ended. */
export function ReleaseButton({ items, onEnd }: { items: Item[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Item[] | null>(null);
  return (
    <>
      <Button type="primary" disabled={items.length === 0} onClick={() => setAsked(items)}>
        {items.length > 1 ? t("quarantine.releaseMany", { n: items.length }) : t("quarantine.release")}
      </Button>
      {asked && <ReleaseDialog items={asked} onClose={() => setAsked(null)} onEnd={onEnd} />}
    </>
  );
}

function ReleaseDialog({ items, onClose, onEnd }: { items: Item[]; onClose: () => void; onEnd: () => void }) {
  const { t } = useTranslation();
  const [waive, setWaive] = useState(false);
  const { ask, request, ended, going, error } = useAction(useCallback(() => onEnd(), [onEnd]));
  const go = () => ask({ kind: "release", arguments: { items: items.map((item) => item.item_id), waive } });
  const rules = objections(items);
  const named = rules.map((one) => one.rule).join(t("listGlue"));
  return (
    <Modal
      open title={t("quarantine.releaseTitle", { n: items.length })} width={560} onCancel={onClose} mask={{ closable: false }}
      footer={request ? <Button onClick={onClose} type={ended ? "primary" : "default"}>{t("exam.close")}</Button> : (
        <>
          <Checkbox style={{ float: "left" }} checked={waive} onChange={(e) => setWaive(e.target.checked)}>{t("quarantine.waive")}</Checkbox>
          <Button type="primary" danger={waive} loading={going} onClick={go}>{waive ? t("quarantine.waiveGo", { rules: named }) : t("quarantine.release")}</Button>
        </>
      )}
    >
      {!request && <p>{t("quarantine.releaseConfirm")}</p>}
      {!request && waive && (
        <Alert
          type="warning" showIcon title={t("quarantine.waiveNames", { n: items.length })}
          description={<ul style={{ margin: 0, paddingInlineStart: 18 }}>{rules.map((one) => <li key={one.rule}><b>{one.rule}</b> {one.zh} <span className="muted num">× {number(one.items)}</span></li>)}</ul>}
        />
      )}
      {request && <RequestProgress request={request} />}
      {error && <Failure error={error} />}
    </Modal>
  );
}
