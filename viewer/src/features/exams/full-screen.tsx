import { useQuery } from "@tanstack/react-query";
import { Button, ConfigProvider, Spin, theme as antdTheme, type ThemeConfig } from "antd";
import { type PointerEvent, useEffect, useMemo, useRef, useState, type WheelEvent } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";

import { useCodes } from "../../shared/lib/codes";
import { useKeys } from "../../shared/lib/use-keys";
import { type File, fileUrl, getPages, pictureUrl } from "./api";
import type { Stack } from "./stacks";

interface Look { zoom: number; x: number; y: number; turn: number; invert: boolean }
// Not inherited: the tokens of the light pages would win over the dark algorithm.
const DARK: ThemeConfig = { algorithm: antdTheme.darkAlgorithm, inherit: false, token: { colorPrimary: "#4aa3ff", borderRadius: 5, fontSize: 13, motion: false } };
const PLAIN: Look = { zoom: 1, x: 0, y: 0, turn: 0, invert: false };

/** Pictures full screen: ← → between stacks, ↑ ↓ and the wheel through pages and slices, zoom, pan, invert, turn; Esc closes. */
export function FullScreen({ stacks, start, onClose }: { stacks: Stack[]; start: number; onClose: () => void }) {
  const { t } = useTranslation();
  const { text } = useCodes();
  const [index, setIndex] = useState(start);
  const [frame, setFrame] = useState(0);
  const [look, setLook] = useState(PLAIN);
  const stack = stacks[index];
  const count = useFrameCount(stack);
  const go = (to: number) => { setIndex(Math.max(0, Math.min(stacks.length - 1, to))); setFrame(0); setLook(PLAIN); };
  const turn = (step: number) => setFrame((now) => Math.max(0, Math.min(count - 1, now + step)));
  const zoom = (factor: number) => setLook((now) => ({ ...now, zoom: Math.max(0.25, Math.min(12, now.zoom * factor)) }));
  const keys = useMemo(() => {
    const all: Record<string, () => void> = {
      ArrowRight: () => go(index + 1), ArrowLeft: () => go(index - 1), ArrowDown: () => turn(1), ArrowUp: () => turn(-1), PageDown: () => turn(10), PageUp: () => turn(-10),
      Home: () => setFrame(0), End: () => setFrame(count - 1), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": () => setLook(PLAIN),
      i: () => setLook((now) => ({ ...now, invert: !now.invert })), r: () => setLook((now) => ({ ...now, turn: (now.turn + 90) % 360 })), Escape: onClose,
    };
    return Object.fromEntries(Object.entries(all).map(([key, act]) => [key, (event: KeyboardEvent) => { event.preventDefault(); act(); }]));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the actions only use what is listed
  }, [index, count, stacks.length, onClose]);
  useKeys(keys, true);
  const file = stack && (stack.files.length > 1 ? stack.files[frame] : stack.files[0]);
  if (!stack || !file) return null;
  const many = count > 1;
  return createPortal(
    <ConfigProvider theme={DARK}>
      <div className="viewer" role="dialog" aria-modal="true" aria-label={text("file_kind", stack.kind)}>
        <header>
          <b>{text("file_kind", stack.kind)}</b>
          <span className="num">{index + 1} / {stacks.length}</span>
          {many && <span className="num">{t(stack.kind === "RPT_PDF" ? "exam.page" : "exam.frame", { n: frame + 1, of: count })}</span>}
          <span className="num help">{Math.round(look.zoom * 100)}%</span>
          <span className="help">{t(many ? "exam.stack" : "exam.single")}</span>
          <span style={{ flex: 1 }} />
          <Tools file={file} onLook={setLook} before={index > 0 ? () => go(index - 1) : undefined} after={index < stacks.length - 1 ? () => go(index + 1) : undefined} onClose={onClose} />
        </header>
        <Picture
          key={stack.key} url={pictureUrl(file, stack.files.length > 1 ? 1 : frame + 1)} look={look} onLook={setLook}
          onWheel={(event) => { if (many && !event.ctrlKey) turn(event.deltaY > 0 ? 1 : -1); else zoom(event.deltaY > 0 ? 0.9 : 1.1); }}
          scrub={many ? { at: frame, of: count } : null}
        />
        {stacks.length > 1 && <Film stacks={stacks} index={index} onGo={go} />}
      </div>
    </ConfigProvider>,
    document.body,
  );
}

interface ToolsProps {
  file: File;
  onLook: (change: (now: Look) => Look) => void;
  before: (() => void) | undefined;
  after: (() => void) | undefined;
  onClose: () => void;
}

function Tools({ file, onLook, before, after, onClose }: ToolsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Button onClick={() => onLook((now) => ({ ...now, invert: !now.invert }))}>{t("exam.invert")}</Button>
      <Button onClick={() => onLook((now) => ({ ...now, turn: (now.turn + 90) % 360 }))}>{t("exam.rotate")}</Button>
      <Button onClick={() => onLook(() => PLAIN)}>{t("exam.fit")}</Button>
      <Button onClick={before} disabled={!before}>{t("exam.previous")}</Button>
      <Button onClick={after} disabled={!after}>{t("exam.nextOne")}</Button>
      <Button href={fileUrl(file.file_id)} target="_blank" rel="noreferrer">{t("exam.download")}</Button>
      <Button onClick={onClose} autoFocus>{t("exam.close")}</Button>
    </>
  );
}

/** Slices of a series are its files; pages and frames of one file are asked for. */
function useFrameCount(stack: Stack | undefined): number {
  const only = stack?.files.length === 1 ? stack.files[0] : undefined;
  const asked = only !== undefined && !only.media_type?.startsWith("image/");
  const pages = useQuery({ queryKey: ["pages", only?.file_id], queryFn: ({ signal }) => getPages(only?.file_id ?? 0, signal), enabled: asked, staleTime: Infinity, retry: false });
  if (!stack) return 0;
  return only ? Math.max(1, pages.data?.pages ?? 1) : stack.files.length;
}

interface PictureProps {
  url: string;
  look: Look;
  onLook: (change: (now: Look) => Look) => void;
  onWheel: (event: WheelEvent) => void;
  scrub: { at: number; of: number } | null;
}

function Picture({ url, look, onLook, onWheel, scrub }: PictureProps) {
  const { t } = useTranslation();
  const [state, setState] = useState<{ url: string; is: "shown" | "failed" } | null>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const [dragging, setDragging] = useState(false);
  const down = (event: PointerEvent<HTMLElement>) => { event.currentTarget.setPointerCapture(event.pointerId); from.current = { x: event.clientX, y: event.clientY }; setDragging(true); };
  const move = (event: PointerEvent) => {
    if (!from.current) return;
    const [dx, dy] = [event.clientX - from.current.x, event.clientY - from.current.y];
    from.current = { x: event.clientX, y: event.clientY };
    onLook((now) => ({ ...now, x: now.x + dx, y: now.y + dy }));
  };
  const up = () => { from.current = null; setDragging(false); };
  const failed = state?.url === url && state.is === "failed";
  const waiting = state?.url !== url;
  const transform = `translate(${look.x}px, ${look.y}px) rotate(${look.turn}deg) scale(${look.zoom})`;
  return (
    <main className={dragging ? "dragging" : ""} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up} onWheel={onWheel}>
      <img src={url} alt="" draggable={false} style={{ transform, filter: look.invert ? "invert(1)" : "none", visibility: failed ? "hidden" : "visible" }} onLoad={() => setState({ url, is: "shown" })} onError={() => setState({ url, is: "failed" })} />
      {waiting && <Waiting />}
      {failed && <div className="over">{t("exam.pictureFailed")}</div>}
      {scrub && <div className="scrub" aria-hidden><i style={{ height: `${100 / scrub.of}%`, top: `${(scrub.at / scrub.of) * 100}%` }} /></div>}
    </main>
  );
}

/** Only when it takes long enough to be noticed: turning slices must not flicker. */
function Waiting() {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return long ? <div className="over"><Spin /></div> : null;
}

function Film({ stacks, index, onGo }: { stacks: Stack[]; index: number; onGo: (to: number) => void }) {
  const { text } = useCodes();
  return (
    <div className="film">
      {stacks.map((stack, i) => (
        <button key={stack.key} type="button" aria-current={i === index} aria-label={`${text("file_kind", stack.kind)} ${i + 1}`} onClick={() => onGo(i)}>
          {stack.files[0] && <img src={pictureUrl(stack.files[0], 1)} alt="" loading="lazy" />}
        </button>
      ))}
    </div>
  );
}
