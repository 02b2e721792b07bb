import { createContext, useContext } from "react";

import type { Schemas } from "../api/client";

export type Session = Schemas["Session"];

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Pages ask `may` to show or hide; the server decides each call anyway. */
export function useSession(): { session: Session; may: (operation: string) => boolean } {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession is for pages behind the login");
  return { session, may: (operation) => session.operations.includes(operation) };
}
