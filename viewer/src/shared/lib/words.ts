/** What is published in Chinese, in English where that is published too. */
interface WithCause {
  cause?: string | null;
  cause_en?: string | null;
}

/** The likely cause and what to do, in the language of the page where there is one. */
export function causeOf(one: WithCause, language: string): string | null {
  return (language === "en" ? one.cause_en : null) || one.cause || null;
}
