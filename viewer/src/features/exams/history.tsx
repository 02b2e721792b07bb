import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useCodes } from "../../shared/lib/codes";
import { shortTime } from "../../shared/lib/format";
import { Answer, Nothing } from "../../shared/ui/states";
import { searchExams } from "./api";

const SHOWN = 30;

/** The same person's exams over all systems, newest first: the record that six systems did not have. */
export function History({ personId, examId }: { personId: number; examId: number }) {
  const { t } = useTranslation();
  const codes = useCodes();
  const exams = useQuery({ queryKey: ["history", personId], queryFn: ({ signal }) => searchExams({ person_id: personId, limit: SHOWN }, signal) });
  return (
    <nav className="panel history" aria-label={t("exam.history")} data-testid="history">
      <h2 className="section-title">{t("exam.history")} {exams.data?.total != null && <Link to={`/exams?person=${personId}`} style={{ fontWeight: 400, display: "inline", padding: 0, border: 0, color: "var(--lb-accent)" }} className="num">{exams.data.total}</Link>}</h2>
      <Answer of={exams}>
        {(data) => data.items.length === 0 ? <Nothing /> : data.items.map((exam) => (
          <Link key={exam.exam_id} to={`/exams/${exam.exam_id}`} className={exam.exam_id === examId ? "active" : ""} aria-current={exam.exam_id === examId ? "page" : undefined}>
            <span className="num muted">{shortTime(exam.time).slice(0, 10)}</span> <b>{codes.text("exam_category", exam.exam_category)}</b>
            {exam.positive === "1" && <span className="warn"> ◆ {t("exams.positive")}</span>}
            <div className="muted" style={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>{[exam.source, exam.item, exam.body_part].filter(Boolean).join(" · ")}</div>
          </Link>
        ))}
      </Answer>
    </nav>
  );
}
