import { api, type Schemas, setCsrfToken } from "../../shared/api/client";

type Session = Schemas["Session"];

function kept(session: Session): Session {
  setCsrfToken(session.csrf_token);
  return session;
}

export const getSession = async () => kept(await api.get<Session>("/session"));
export const signIn = async (user: string, password: string) => kept(await api.post<Session>("/session", { user, password }));
export const signOut = () => api.delete("/session");
