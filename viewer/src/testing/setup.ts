import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// jsdom has no layout: what antd and the pages ask of the browser is answered here.
window.matchMedia = (query: string) =>
  ({ matches: false, media: query, onchange: null, addListener: () => undefined, removeListener: () => undefined, addEventListener: () => undefined, removeEventListener: () => undefined, dispatchEvent: () => false }) as MediaQueryList;
class Observer { observe() { return; } unobserve() { return; } disconnect() { return; } }
window.ResizeObserver = Observer as unknown as typeof ResizeObserver;
const style = window.getComputedStyle.bind(window);
window.getComputedStyle = (element) => style(element); // pseudo elements are not known here
Element.prototype.scrollIntoView = () => undefined;
