import { Button } from "antd";
import { Component, type ReactNode } from "react";

import { i18n } from "../shared/i18n";

/** A page that breaks says so and can be reloaded; the frame around it stays. `at` is where one is: elsewhere is a new try. */
export class Boundary extends Component<{ at: string; children: ReactNode }, { brokenAt: string | null }> {
  override state = { brokenAt: null as string | null };

  static getDerivedStateFromError() {
    return { brokenAt: "" };
  }

  override componentDidCatch() {
    this.setState({ brokenAt: this.props.at });
  }

  override render() {
    const broken = this.state.brokenAt !== null && (this.state.brokenAt === "" || this.state.brokenAt === this.props.at);
    if (!broken) return this.props.children;
    return (
      <div className="state" role="alert">
        <b>{i18n.t("app.broken")}</b>
        <span>{i18n.t("app.brokenDo")}</span>
        <Button type="primary" onClick={() => window.location.reload()}>{i18n.t("app.reload")}</Button>
      </div>
    );
  }
}
