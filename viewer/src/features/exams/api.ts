import { api, type Schemas } from "../../shared/api/client";

export type Item = Schemas["ExamItem"];
export type Detail = Schemas["ExamDetail"];
export type File = Schemas["File"];
export type Report = Schemas["Report"];
type Get = (name: string) => string | undefined;

/** The body of a search from the filters of the address and what is searched for. */
export function searchBody(get: Get, q: string) {
  const list = (name: string) => get(name)?.split(",").filter(Boolean) ?? [];
  const flag = (name: string) => (get(name) === "1" ? true : null);
  return {
    q: q || null,
    source: list("source"),
    category: list("category"),
    patient_class: list("class"),
    status: list("status"),
    from: get("from") ?? null,
    to: get("to") ?? null,
    abnormal: flag("abnormal"),
    positive: flag("positive"),
    critical: flag("critical"),
    text: get("text") ?? null,
    rule: get("rule") ?? null,
    person_id: get("person") ? Number(get("person")) : null,
    sort: get("sort") ?? "-time",
    cursor: get("cursor") ?? null,
    limit: 50,
  };
}

/** Searching is a POST: a name or number never stands in an address, a log or a history. */
export const searchExams = (body: Partial<ReturnType<typeof searchBody>>, signal?: AbortSignal) => api.post<Schemas["ExamPage"]>("/exams/search", body, signal);

export const getExam = (examId: number, signal?: AbortSignal) => api.get<Detail>(`/exams/${examId}`, {}, signal);
export const getPages = (fileId: number, signal?: AbortSignal) => api.get<Schemas["FilePages"]>(`/files/${fileId}/pages`, {}, signal);

export const fileUrl = (fileId: number): string => `/api/v1/files/${fileId}`;

/** The picture of one page or frame; a picture file is shown as it is, bit for bit. */
export function pictureUrl(file: File, page: number): string {
  return file.media_type === "image/jpeg" || file.media_type === "image/png" ? fileUrl(file.file_id) : `${fileUrl(file.file_id)}/pages/${page}.png`;
}
