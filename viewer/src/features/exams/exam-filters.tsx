import { Button, Checkbox, Input, Select } from "antd";
import { useTranslation } from "react-i18next";

import { useCodes } from "../../shared/lib/codes";
import { useFilters } from "../../shared/lib/use-filters";
import { DayRange } from "../../shared/ui/day-range";
import { FilterSelect } from "../../shared/ui/filter-select";
import { Chip } from "../../shared/ui/list-page";

const FLAGS = ["abnormal", "positive", "critical"] as const;

/** Conditions on exams, all of them in the address. */
export function ExamFilters({ onClear, filtered }: { onClear: () => void; filtered: boolean }) {
  const { t } = useTranslation();
  const codes = useCodes();
  const [get, set] = useFilters();
  return (
    <>
      <FilterSelect name="source" label={t("exams.source")} options={codes.sources} width={130} />
      <FilterSelect name="category" label={t("exams.category")} options={codes.options("exam_category")} width={130} search />
      <FilterSelect name="class" label={t("exams.class")} options={codes.options("patient_class")} width={100} />
      <FilterSelect name="status" label={t("exams.status")} options={codes.options("exam_status")} width={110} />
      <DayRange label={t("exams.dates")} spans={["today", "week", "month"]} open />
      <Input.Search key={get("text") ?? ""} allowClear placeholder={t("exams.words")} aria-label={t("exams.words")} defaultValue={get("text") ?? ""} onSearch={(words) => set({ text: words.trim() })} style={{ width: 160 }} />
      {FLAGS.map((name) => <Checkbox key={name} checked={get(name) === "1"} onChange={(e) => set({ [name]: e.target.checked ? "1" : undefined })} className="nowrap">{t(`exams.${name}`)}</Checkbox>)}
      {get("person") && <Chip onRemove={() => set({ person: undefined })}>{t("exams.person", { n: get("person") })}</Chip>}
      {get("rule") && <Chip onRemove={() => set({ rule: undefined })}>{t("exams.rule", { rule: get("rule") })}</Chip>}
      {filtered && <Button type="link" onClick={onClear}>{t("state.clear")}</Button>}
    </>
  );
}

/** The order of the list, kept in the address. */
export function ExamSort() {
  const { t } = useTranslation();
  const [get, set] = useFilters();
  const orders = [{ value: "-time", label: t("exams.newest") }, { value: "time", label: t("exams.oldest") }, { value: "-report_time", label: t("exams.newestReport") }];
  return <Select aria-label={t("exams.sort")} popupMatchSelectWidth={false} variant="borderless" value={get("sort") ?? "-time"} onChange={(sort: string) => set({ sort: sort === "-time" ? undefined : sort })} options={orders} />;
}
