import { useQuery } from "@tanstack/react-query";

import { api, type Schemas } from "./client";

export type Request = Schemas["Request"];

const POLL_MS = 1_000;

export function hasEnded(request: Request | undefined): boolean {
  return request !== undefined && request.state !== "waiting" && request.state !== "running";
}

/** What became of a request, asked for every second until it ended. */
export function useRequest(requestId: number | undefined) {
  return useQuery({
    queryKey: ["request", requestId],
    queryFn: ({ signal }) => api.get<Request>(`/requests/${requestId}`, {}, signal),
    enabled: requestId !== undefined,
    refetchInterval: (query) => (hasEnded(query.state.data) ? false : POLL_MS),
  });
}
