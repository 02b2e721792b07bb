import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, Route, Routes, useLocation } from "react-router";

import { getSession } from "../features/session/api";
import { LoginPage } from "../features/session/login-page";
import { ApiError } from "../shared/api/client";
import { SessionContext } from "../shared/lib/session";
import { Failure, Loading } from "../shared/ui/states";
import { Boundary } from "./boundary";
import { Shell } from "./shell";

const FeedsPage = lazy(() => import("../features/feeds/feeds-page"));
const RunsPage = lazy(() => import("../features/runs/runs-page"));
const RunPage = lazy(() => import("../features/runs/run-page"));
const QuarantinePage = lazy(() => import("../features/quarantine/quarantine-page"));
const RecollectPage = lazy(() => import("../features/recollect/recollect-page"));
const SourcesPage = lazy(() => import("../features/sources/sources-page"));
const RulesPage = lazy(() => import("../features/rules/rules-page"));
const DictionaryPage = lazy(() => import("../features/dictionary/dictionary-page"));
const ExamsPage = lazy(() => import("../features/exams/exams-page"));
const ExamPage = lazy(() => import("../features/exams/exam-page"));
const VoidsPage = lazy(() => import("../features/voids/voids-page"));
const AlertsPage = lazy(() => import("../features/system/alerts-page"));
const StatusPage = lazy(() => import("../features/system/status-page"));
const AuditPage = lazy(() => import("../features/system/audit-page"));

/** Login first; then the pages the session's rights open. */
export function Pages() {
  const { pathname } = useLocation();
  const session = useQuery({ queryKey: ["session"], queryFn: getSession, staleTime: Infinity });
  if (session.isPending) return <Loading />;
  if (session.error instanceof ApiError && session.error.status === 401) return <LoginPage />;
  if (session.error) return <div className="page"><Failure error={session.error} onRetry={() => void session.refetch()} /></div>;
  const home = session.data.operations.includes("feeds:read") ? "/feeds" : "/exams";
  return (
    <SessionContext.Provider value={session.data}>
      <Shell>
        <Boundary at={pathname}>
          <Suspense fallback={<Loading />}>
            <Routes>
              <Route path="/" element={<Navigate to={home} replace />} />
              <Route path="/feeds" element={<FeedsPage />} />
              <Route path="/runs" element={<RunsPage />} />
              <Route path="/runs/:runId" element={<RunPage />} />
              <Route path="/quarantine" element={<QuarantinePage />} />
              <Route path="/recollect" element={<RecollectPage />} />
              <Route path="/sources" element={<SourcesPage />} />
              <Route path="/rules" element={<RulesPage />} />
              <Route path="/dictionary" element={<DictionaryPage />} />
              <Route path="/exams" element={<ExamsPage />} />
              <Route path="/exams/:examId" element={<ExamPage />} />
              <Route path="/voids" element={<VoidsPage />} />
              <Route path="/alerts" element={<AlertsPage />} />
              <Route path="/status" element={<StatusPage />} />
              <Route path="/audit" element={<AuditPage />} />
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </Boundary>
      </Shell>
    </SessionContext.Provider>
  );
}

function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="state">
      <b>{t("state.notFound")}</b>
      <span>{t("state.notFoundDo")}</span>
      <Link to="/">{t("state.home")}</Link>
    </div>
  );
}
