import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";

import { usePageTitle } from "../../shared/lib/use-page-title";
import { Logo } from "../../shared/ui/logo";
import { Failure } from "../../shared/ui/states";
import { signIn } from "./api";

interface Fields {
  user: string;
  password: string;
}

export function LoginPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  usePageTitle(t("login.title"));
  const login = useMutation({
    mutationFn: ({ user, password }: Fields) => signIn(user, password),
    onSuccess: (session) => client.setQueryData(["session"], session),
  });
  return (
    <main style={{ minHeight: "100%", display: "grid", placeItems: "center" }}>
      <div style={{ width: 320, marginBottom: "8vh" }}>
        <div style={{ display: "flex", gap: 12, alignItems: "center", marginBottom: 16 }}>
          <Logo size={40} />
          <div>
            <h1 style={{ margin: 0, fontSize: 20, lineHeight: "24px" }}>{t("app.name")}</h1>
            <span className="muted">{t("app.slogan")}</span>
          </div>
        </div>
        <div className="panel" style={{ padding: 20 }}>
          <Form<Fields> layout="vertical" size="middle" requiredMark={false} onFinish={(fields) => login.mutate(fields)}>
            <Form.Item name="user" label={t("login.user")} rules={[{ required: true, message: t("login.needUser") }]}>
              <Input autoFocus autoComplete="username" />
            </Form.Item>
            <Form.Item name="password" label={t("login.password")} rules={[{ required: true, message: t("login.needPassword") }]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            {login.error && <div style={{ marginBottom: 16 }}><Failure error={login.error} /></div>}
            <Button type="primary" htmlType="submit" block loading={login.isPending}>{t("login.submit")}</Button>
          </Form>
        </div>
        <p className="muted" style={{ margin: 0, fontSize: 12 }}>{t("login.hint")}</p>
      </div>
    </main>
  );
}
