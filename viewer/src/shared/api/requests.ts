import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { api, type Schemas } from "./client";

export type Request = Schemas["Request"];
export type RequestBody = Schemas["ReleaseBody"] | Schemas["RepairBody"] | Schemas["CollectBody"] | Schemas["RecollectBody"];
type Counts = Schemas["Counts"];

const POLL_MS = 1_000;

export function hasEnded(request: Request | undefined): boolean {
  return request !== undefined && request.state !== "waiting" && request.state !== "running";
}

export const askFor = (body: RequestBody) => api.post<Request>("/requests", body);

/** What became of a request, asked for every second until it ended. */
export function useRequest(requestId: number | undefined) {
  return useQuery({
    queryKey: ["request", requestId],
    queryFn: ({ signal }) => api.get<Request>(`/requests/${requestId}`, {}, signal),
    enabled: requestId !== undefined,
    refetchInterval: (query) => (hasEnded(query.state.data) ? false : POLL_MS),
  });
}

/** Ask for an action and follow it to its end, of which `onEnd` is told once. `error`: it was not taken, or is out of sight. */
export function useAction(onEnd: (request: Request) => void) {
  const ask = useMutation({ mutationFn: askFor });
  const followed = useRequest(ask.data?.request_id);
  const request = followed.data ?? ask.data;
  const ended = hasEnded(request);
  const told = useRef<number | null>(null);
  useEffect(() => {
    if (!ended || request === undefined || told.current === request.request_id) return;
    told.current = request.request_id;
    onEnd(request);
  }, [ended, request, onEnd]);
  return { ask: ask.mutate, request, ended, going: ask.isPending || (request !== undefined && !ended), error: ask.error ?? followed.error };
}

/** The counts a request ended with; what it does not tell is zero. */
export function countsOf(request: Request): Counts {
  const result = (request.result ?? {}) as Partial<Counts>;
  const n = (name: keyof Counts) => result[name] ?? 0;
  return { extracted: n("extracted"), loaded: n("loaded"), corrected: n("corrected"), unchanged: n("unchanged"), merged: n("merged"), deleted: n("deleted"), excluded: n("excluded"), quarantined: n("quarantined") };
}

/** Why a request failed, in words safe to show. */
export function errorOf(request: Request): string | null {
  const error = request.result?.["error"];
  return request.state === "failed" ? (typeof error === "string" ? error : "") : null;
}
