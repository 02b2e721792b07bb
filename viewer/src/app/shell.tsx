import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { Fragment, type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation, useNavigate } from "react-router";

import { signOut } from "../features/session/api";
import { LANGUAGE_KEY } from "../shared/i18n";
import { useSession } from "../shared/lib/session";
import { useKeys } from "../shared/lib/use-keys";
import { Logo } from "../shared/ui/logo";
import { KeysHelp } from "./keys-help";
import { type NavPage, navFor } from "./nav";

/** The frame around every page: where one is, who one is, and the way out. */
export function Shell({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { session, may } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const { pathname } = useLocation();
  // On the list itself the list takes the key, so that its filters stay.
  const searchable = may("exams:search") && pathname !== "/exams";
  const groups = navFor(may);
  useNumberKeys(groups.flat());
  const keys = useMemo(
    () => ({
      "?": () => setHelp(true),
      "/": (event: KeyboardEvent) => {
        event.preventDefault();
        if (searchable) void navigate("/exams", { state: { search: true } });
      },
    }),
    [navigate, searchable],
  );
  useKeys(keys);
  const switchLanguage = () => {
    const next = i18n.language === "en" ? "zh" : "en";
    localStorage.setItem(LANGUAGE_KEY, next);
    document.documentElement.lang = next === "en" ? "en" : "zh-CN";
    void i18n.changeLanguage(next);
  };
  const leave = async () => {
    await signOut();
    client.clear();
    window.location.assign("/");
  };
  return (
    <>
      <header className="bar">
        <Link to="/" className="brand"><Logo /> {t("app.name")}</Link>
        <Nav groups={groups} />
        <span className="grow" />
        <Button type="text" onClick={() => setHelp(true)} title={t("keys.title")}><kbd>?</kbd></Button>
        <span className="muted" data-testid="who">{session.display_name} · {session.user}</span>
        <Button type="link" style={{ padding: 0 }} onClick={switchLanguage}>{t("app.language")}</Button>
        <Button type="link" style={{ padding: 0 }} onClick={() => void leave()}>{t("app.signOut")}</Button>
      </header>
      {children}
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </>
  );
}

function Nav({ groups }: { groups: NavPage[][] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("app.name")}>
      {groups.map((group, i) => (
        <Fragment key={group[0]?.path}>
          {i > 0 && <i aria-hidden />}
          {group.map((page) => <NavLink key={page.path} to={page.path}>{t(page.text)}</NavLink>)}
        </Fragment>
      ))}
    </nav>
  );
}

/** The keys 1 to 9 and 0 open the pages of the navigation, in its order. */
function useNumberKeys(pages: NavPage[]) {
  const navigate = useNavigate();
  const paths = pages.map((page) => page.path).join();
  const keys = useMemo(() => Object.fromEntries(paths.split(",").slice(0, 10).map((path, i) => [String((i + 1) % 10), () => void navigate(path)])), [paths, navigate]);
  useKeys(keys);
}
