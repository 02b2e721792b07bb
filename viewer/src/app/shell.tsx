import { useQueryClient } from "@tanstack/react-query";
import { Button, Layout, Menu } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

import { signOut } from "../features/session/api";
import { LANGUAGE_KEY } from "../shared/i18n";
import { useSession } from "../shared/lib/session";

const PAGES = [
  { path: "/exams", operation: "exams:search", text: "nav.exams" },
  { path: "/feeds", operation: "feeds:read", text: "nav.feeds" },
  { path: "/runs", operation: "runs:read", text: "nav.runs" },
  { path: "/quarantine", operation: "quarantine:read", text: "nav.quarantine" },
  { path: "/rules", operation: "rules:read", text: "nav.rules" },
] as const;

/** The frame around every page: where one is, who one is, and the way out. */
export function Shell({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { session, may } = useSession();
  const client = useQueryClient();
  const { pathname } = useLocation();
  const items = PAGES.filter((p) => may(p.operation)).map((p) => ({ key: p.path, label: <Link to={p.path}>{t(p.text)}</Link> }));
  const current = PAGES.find((p) => pathname.startsWith(p.path))?.path ?? "";
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
    <Layout style={{ minHeight: "100%", background: "transparent" }}>
      <Layout.Header style={{ position: "sticky", top: 0, zIndex: 10, height: 48, lineHeight: "46px", paddingInline: 16, background: "#fff", borderBottom: "1px solid var(--lb-line)", display: "flex", gap: 16 }}>
        <Link to="/" style={{ fontWeight: 700, fontSize: 15, color: "var(--lb-text)" }}>
          {t("app.name")}
        </Link>
        <Menu mode="horizontal" items={items} selectedKeys={[current]} style={{ flex: 1, minWidth: 0, borderBottom: 0, background: "transparent", lineHeight: "46px" }} />
        <span className="muted">
          {session.display_name} · {session.user}
        </span>
        <Button type="link" style={{ alignSelf: "center", padding: 0 }} onClick={switchLanguage}>
          {t("app.language")}
        </Button>
        <Button type="link" style={{ alignSelf: "center", padding: 0 }} onClick={() => void leave()}>
          {t("app.signOut")}
        </Button>
      </Layout.Header>
      <Layout.Content>{children}</Layout.Content>
    </Layout>
  );
}
