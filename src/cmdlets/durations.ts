// Durations and times as people type them.

const units: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000};

/** `500ms`, `30s`, `10m`, `1h`, or seconds as a bare number, to milliseconds; at most 24 hours. null for another form. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,9})(ms|s|m|h)?$/.exec(text);
  const factor = units[match?.[2] ?? 's'];
  if (match === null || factor === undefined) return null;
  const duration = Number(match[1]) * factor;
  return duration <= 86_400_000 ? duration : null;
}

/** An ISO 8601 date or time; without a zone it is local time, as the shell's user means it. null for another form. */
export function parseTime(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text))
    return null;
  const time = new Date(text.replace(' ', 'T'));
  return Number.isNaN(time.getTime()) ? null : time;
}
