import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";

import { Failure } from "../../shared/ui/states";
import { signIn } from "./api";

interface Fields {
  user: string;
  password: string;
}

export function LoginPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const login = useMutation({
    mutationFn: ({ user, password }: Fields) => signIn(user, password),
    onSuccess: (session) => client.setQueryData(["session"], session),
  });
  return (
    <main style={{ minHeight: "100%", display: "grid", placeItems: "center" }}>
      <div className="panel" style={{ width: 340, padding: 28 }}>
        <h1 style={{ margin: "0 0 2px", fontSize: 22 }}>{t("app.name")}</h1>
        <p className="muted" style={{ margin: "0 0 20px" }}>
          {t("app.slogan")}
        </p>
        <Form<Fields> layout="vertical" size="middle" requiredMark={false} onFinish={(fields) => login.mutate(fields)}>
          <Form.Item name="user" label={t("login.user")} rules={[{ required: true, message: t("login.user") }]}>
            <Input autoFocus autoComplete="username" />
          </Form.Item>
          <Form.Item name="password" label={t("login.password")} rules={[{ required: true, message: t("login.password") }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {login.error && (
            <div style={{ marginBottom: 16 }}>
              <Failure error={login.error} />
            </div>
          )}
          <Button type="primary" htmlType="submit" block loading={login.isPending}>
            {t("login.submit")}
          </Button>
        </Form>
        <p className="muted" style={{ margin: "16px 0 0", fontSize: 12 }}>
          {t("login.hint")}
        </p>
      </div>
    </main>
  );
}
