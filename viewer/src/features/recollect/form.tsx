import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";

import { api, type Schemas } from "../../shared/api/client";
import { useCodes } from "../../shared/lib/codes";
import { feedOrder } from "../../shared/lib/feeds";
import { useFilters } from "../../shared/lib/use-filters";
import { DayRange } from "../../shared/ui/day-range";
import { Failure } from "../../shared/ui/states";
import { askAll, bodies, examIds, largeDays, MOST_EXAMS, type Wanted } from "./plan";

/** What to collect again; all of it stands in the address, so that other pages lead here with it filled in. */
export function RecollectForm() {
  const { t } = useTranslation();
  const codes = useCodes();
  const [get, set] = useFilters();
  const source = get("source");
  const feeds = useFeeds(source);
  const picked = get("feed")?.split(",").filter((feed) => feeds.includes(feed)) ?? [];
  const byExam = get("by") === "exam" || get("exams") !== undefined;
  const { ids, wrong } = examIds(get("exams")?.split(",") ?? []);
  const wanted: Wanted = { source, feeds: picked.length ? picked : feeds, from: get("from"), to: get("to"), exams: byExam ? ids : undefined };
  return (
    <>
      <Segmented value={byExam ? "exam" : "time"} onChange={(by) => set({ by: by === "exam" ? by : undefined, exams: undefined })} options={[{ value: "time", label: t("recollect.byTime") }, { value: "exam", label: t("recollect.byExam") }]} />
      <Select aria-label={t("feeds.source")} placeholder={t("feeds.source")} style={{ width: 190 }} popupMatchSelectWidth={false} value={source ?? null} options={codes.sources} onChange={(value: string | null) => set({ source: value ?? undefined, feed: undefined })} />
      {!byExam && (
        <>
          <Select
            mode="multiple" allowClear aria-label={t("recollect.feeds")} placeholder={t("recollect.allFeeds")} style={{ minWidth: 170 }} popupMatchSelectWidth={false} disabled={!source}
            value={picked} options={feeds.map((feed) => ({ value: feed, label: t(`feedName.${feed}`, feed) }))} onChange={(some: string[]) => set({ feed: feeds.filter((feed) => some.includes(feed)).join(",") || undefined })}
          />
          <DayRange label={t("recollect.interval")} spans={["yesterday", "week", "thisMonth"]} />
        </>
      )}
      {byExam && (
        <Select
          mode="tags" open={false} suffixIcon={null} allowClear aria-label={t("recollect.exams")} placeholder={t("recollect.exams")} style={{ minWidth: 340, maxWidth: 640 }} maxTagCount={12}
          tokenSeparators={[",", "，", "、", " ", "\n"]} value={[...ids.map(String), ...wrong]} onChange={(words: string[]) => set({ by: "exam", exams: words.slice(0, MOST_EXAMS).join(",") || undefined })}
        />
      )}
      <Submit wanted={wanted} wrong={wrong.length} />
    </>
  );
}

/** Feeds of a system, in the order of the line. */
function useFeeds(source: string | undefined): string[] {
  const feeds = useQuery({ queryKey: ["feeds"], queryFn: ({ signal }) => api.get<Schemas["Feeds"]>("/feeds", {}, signal) });
  return [...(feeds.data?.items ?? [])].filter((feed) => feed.source === source).sort(feedOrder).map((feed) => feed.feed);
}

function Submit({ wanted, wrong }: { wanted: Wanted; wrong: number }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const asked = bodies(wanted);
  const large = largeDays(wanted);
  const post = useMutation({ mutationFn: () => askAll(asked), onSettled: () => client.invalidateQueries({ queryKey: ["requests"] }) });
  const text = wanted.exams ? t("recollect.goExams", { n: wanted.exams.length }) : t("recollect.goFeeds", { n: wanted.feeds.length });
  const missing = asked.length === 0 || wrong > 0;
  const go = <Button type="primary" disabled={missing} loading={post.isPending} onClick={large ? undefined : () => post.mutate()}>{missing ? t("recollect.go") : text}</Button>;
  const said = post.data?.map((request) => `#${request.request_id}`).join(" ");
  return (
    <>
      {large && !missing ? <Popconfirm title={t("recollect.large", { n: large })} description={t("recollect.largeDo")} onConfirm={() => post.mutate()} okText={t("recollect.go")}>{go}</Popconfirm> : go}
      {large && <span className="warn">{t("recollect.large", { n: large })}</span>}
      {wrong > 0 && <span className="bad">{t("recollect.wrong", { n: wrong })}</span>}
      {missing && wrong === 0 && <span className="muted">{t(wanted.exams ? "recollect.needExams" : "recollect.needTime")}</span>}
      {said && <span role="status" className="good">{t("recollect.asked", { ids: said })}</span>}
      {post.error && <Failure error={post.error} />}
    </>
  );
}
