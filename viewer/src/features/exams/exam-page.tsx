import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";

import { useSession } from "../../shared/lib/session";
import { useKeys } from "../../shared/lib/use-keys";
import { usePageTitle } from "../../shared/lib/use-page-title";
import { Answer } from "../../shared/ui/states";
import { type Detail, getExam } from "./api";
import { ExamActions } from "./exam-actions";
import "./exam.css";
import { Facts } from "./facts";
import { History } from "./history";
import { neighbours, remembered } from "./memory";
import { PersonHeader } from "./person-header";
import { Pictures } from "./pictures";
import { Reports } from "./reports";
import { stacksOf } from "./stacks";
import { TimeChain } from "./time-chain";

export default function ExamPage() {
  const { t } = useTranslation();
  const examId = Number(useParams()["examId"]);
  const navigate = useNavigate();
  usePageTitle(t("exam.title"));
  const exam = useQuery({ queryKey: ["exam", examId], queryFn: ({ signal }) => getExam(examId, signal) });
  const list = `/exams${remembered().list}`;
  const { before, after } = neighbours(examId);
  const keys = useMemo(() => {
    const go = (to: number | undefined) => { if (to !== undefined) void navigate(`/exams/${to}`); };
    return { Escape: () => void navigate(list), "[": () => go(before), "]": () => go(after) };
  }, [navigate, list, before, after]);
  useKeys(keys);
  return (
    <div className="page">
      <div className="page-head" style={{ marginBottom: 6 }}>
        <Link to={list}>← {t("exam.back")}</Link>
        <span className="muted num">#{examId}</span>
        <span className="grow" />
        {exam.data && <ExamActions examId={examId} source={exam.data.exam.source} list={list} />}
        {(before !== undefined || after !== undefined) && (
          <>
            <Button disabled={before === undefined} onClick={() => void navigate(`/exams/${before}`)}>{t("exam.prevExam")} <kbd>[</kbd></Button>
            <Button disabled={after === undefined} onClick={() => void navigate(`/exams/${after}`)}>{t("exam.nextExam")} <kbd>]</kbd></Button>
          </>
        )}
      </div>
      <Answer of={exam}>{(data) => <ExamView key={data.exam.exam_id} detail={data} />}</Answer>
    </div>
  );
}

function ExamView({ detail }: { detail: Detail }) {
  const { may } = useSession();
  const allowed = may("files:read");
  const { papers, pictures, others } = useMemo(() => stacksOf(detail.files), [detail.files]);
  const person = may("exams:search") ? detail.exam.person_id : null;
  return (
    <>
      <PersonHeader detail={detail} />
      <TimeChain chain={detail.chain} />
      <div className={`reading ${person ? "" : "two"}`}>
        {person && <History personId={person} examId={detail.exam.exam_id} />}
        <div>
          <Reports examId={detail.exam.exam_id} reports={detail.reports} papers={allowed ? papers : []} />
          <Facts exam={detail.exam} />
        </div>
        <Pictures pictures={pictures} others={others} allowed={allowed} />
      </div>
    </>
  );
}
