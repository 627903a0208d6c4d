// A point in time without a Date: the first Date of a process loads the time zone, a hundredth of a whole start.

/** What a reading needs to know of the time. Every Date is one. */
export interface Moment {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  getTime(): number;
  /** ISO 8601 UTC with milliseconds. */
  toISOString(): string;
}

export function momentNow(): Moment {
  const ms = Date.now();
  return {getTime: () => ms, toISOString: () => isoTime(ms)};
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** As `new Date(ms).toISOString()`, for whole milliseconds from 1970 to 9999. */
export function isoTime(ms: number): string {
  let days = Math.floor(ms / dayMs);
  let year = 1970;
  for (; days >= daysOfYear(year); year++) days -= daysOfYear(year);
  let month = 1;
  for (const length of daysOfMonths(year)) {
    if (days < length) break;
    days -= length;
    month++;
  }
  const date = `${digits(year, 4)}-${digits(month)}-${digits(days + 1)}`;
  const time = `${digits((ms % dayMs) / hourMs)}:${digits((ms % hourMs) / minuteMs)}:${digits((ms % minuteMs) / secondMs)}`;
  return `${date}T${time}.${digits(ms % secondMs, 3)}Z`;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysOfYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

function daysOfMonths(year: number): readonly number[] {
  return [31, isLeapYear(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
}

/** The whole part, with zeros in front. */
function digits(value: number, width = 2): string {
  return String(Math.floor(value)).padStart(width, '0');
}
