const secondsInYear = 31_536_000

/** Keeps a choice of looks or language in a cookie for a year. Nothing secret goes in here. */
export function keepChoice(cookie: string, choice: string): void {
  document.cookie = `${cookie}=${encodeURIComponent(choice)}; path=/; max-age=${secondsInYear}; samesite=lax`
}
