import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api, type Schemas } from "../../shared/api/client";
import { hasEnded, type Request } from "../../shared/api/requests";
import { useSession } from "../../shared/lib/session";
import { useFilters } from "../../shared/lib/use-filters";
import { useRowKeys } from "../../shared/lib/use-row-keys";
import { FilterSelect } from "../../shared/ui/filter-select";
import { ListPage, Pager } from "../../shared/ui/list-page";
import { Answer, Nothing } from "../../shared/ui/states";
import { RecollectForm } from "./form";
import { outcomeOf, requestColumns } from "./request-columns";

const STATES = ["waiting", "running", "done", "failed"];
const WORKING_MS = 1_000;
const QUIET_MS = 15_000;

/** Collect again what was read before, or should have been; and what became of all that was asked for. */
export default function RecollectPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const navigate = useNavigate();
  const [get, set] = useFilters();
  const asked = { state: get("state"), before: get("cursor") };
  const requests = useQuery({
    queryKey: ["requests", asked],
    queryFn: ({ signal }) => api.get<Schemas["Requests"]>("/requests", asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.items.some((one) => !hasEnded(one)) ? WORKING_MS : QUIET_MS),
  });
  const items = requests.data?.items ?? [];
  const open = (request: Request | undefined) => { const to = request && outcomeOf(request); if (to) void navigate(to); };
  const [current, setCurrent] = useRowKeys(items.length, (i) => open(items[i]));
  return (
    <ListPage
      title={t("recollect.title")} busy={requests.isPlaceholderData} minWidth={1400} ownRow={may("collect:request")}
      count={<span className="muted">{t("recollect.what")}</span>}
      filters={may("collect:request") && <RecollectForm />}
      actions={<FilterSelect name="state" label={t("recollect.state")} options={STATES.map((state) => ({ value: state, label: t(`request.${state}`) }))} width={130} />}
    >
      <Answer of={requests}>
        {(data) => (
          <>
            <Table<Request>
              size="small" rowKey="request_id" columns={requestColumns(t)} dataSource={data.items} pagination={false} rowClassName={(_, i) => (i === current ? "current" : "")}
              onRow={(_, i) => ({ onClick: () => setCurrent(i ?? 0) })} locale={{ emptyText: <Nothing text={t("recollect.none")} onClear={asked.state ? () => set({ state: undefined }) : undefined} /> }}
            />
            <Pager next={data.next} />
          </>
        )}
      </Answer>
    </ListPage>
  );
}
