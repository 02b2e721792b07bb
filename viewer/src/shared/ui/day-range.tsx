import { DatePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";

import { SPANS, type Span, today } from "../lib/days";
import { useFilters } from "../lib/use-filters";

interface Props {
  /** What the days are of. */
  label: string;
  spans: readonly Span[];
  /** Either end may be left open. */
  open?: boolean;
}

/** An interval of days, kept in the address under `from` and `to`. */
export function DayRange({ label, spans, open = false }: Props) {
  const { t } = useTranslation();
  const [get, set] = useFilters();
  const day = (name: string) => (get(name) ? dayjs(get(name)) : null);
  const range: [Dayjs | null, Dayjs | null] = [day("from"), day("to")];
  const span = (name: Span): [Dayjs, Dayjs] => { const [from, to] = SPANS[name](today()); return [dayjs(from), dayjs(to)]; };
  return (
    <DatePicker.RangePicker
      value={range} allowEmpty={[open, open]} style={{ width: 220 }} aria-label={label} title={label} placeholder={[label, ""]}
      presets={spans.map((name) => ({ label: t(`span.${name}`), value: span(name) }))}
      onChange={(days) => set({ from: days?.[0]?.format("YYYY-MM-DD"), to: days?.[1]?.format("YYYY-MM-DD"), item: undefined, cursor: undefined })}
    />
  );
}
