import { Select } from "antd";

import { useFilters } from "../lib/use-filters";

interface Props {
  name: string;
  label: string;
  options: { value: string; label: string }[];
  width?: number;
  search?: boolean;
}

/** One filter of a list, kept in the URL under `name`. */
export function FilterSelect({ name, label, options, width = 130, search = false }: Props) {
  const [get, set] = useFilters();
  return (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      style={{ width }}
      popupMatchSelectWidth={false}
      value={get(name) ?? null}
      onChange={(value: string | null | undefined) => set({ [name]: value ?? undefined })}
      options={options}
      {...(search ? { showSearch: { optionFilterProp: "label" } } : {})}
    />
  );
}
