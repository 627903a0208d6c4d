// The first lines above every table: which hierarchy, as whom, how old, read or write.
import {makeSafe} from '../../terminal/make-safe.ts';
import {textWidth} from '../../terminal/text-width.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {OpenSite} from '../opened.ts';

/** `LAB practice data  Contoso  read, write  read as ...  read just now`. */
export function connectionLine(open: OpenSite, now: Date): string {
  return connectionParts(open, now).join(between);
}

/** The same in lines of at most `width` cells. `age`: what stands for it; '' for nothing. */
export function connectionLines(
  open: OpenSite,
  now: Date,
  {width, age}: {readonly width: number | null; readonly age?: string | undefined},
): readonly string[] {
  return partLines(connectionParts(open, now, age), width);
}

const between = '   ';

/** Parts side by side, as many in a line as fit; none is broken but for one that is wider than a line. */
export function partLines(parts: readonly string[], width: number | null): readonly string[] {
  if (width === null) return [parts.join(between)];
  const lines: string[] = [];
  for (const part of parts) {
    const joined = lines.length === 0 ? part : `${lines.at(-1) ?? ''}${between}${part}`;
    if (lines.length > 0 && textWidth(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(...wrapText(part, width, ''));
  }
  return lines;
}

function connectionParts(open: OpenSite, now: Date, age?: string): readonly string[] {
  const {hierarchy, readAt, readAs} = open.reading;
  const label =
    open.site.origin === 'lab' ? 'LAB practice data' : `${open.site.name.toUpperCase()} ${open.site.origin}`;
  const parts = [
    label,
    hierarchy.name,
    open.mayWrite ? 'read, write' : 'read only',
    readAs === null ? '' : `as ${readAs}`,
    age ?? ageText(readAt, now),
  ];
  return parts.filter(part => part !== '').map(part => makeSafe(part));
}

/** How long ago, in the largest whole unit. */
export function ageText(readAt: string, now: Date): string {
  const seconds = Math.round((now.getTime() - Date.parse(readAt)) / 1000);
  if (!Number.isFinite(seconds)) return 'read at an unknown time';
  if (seconds < 5) return 'read just now';
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ];
  const [size, unit] = units.find(([length]) => seconds >= length) ?? [1, 'second'];
  const count = Math.floor(seconds / size);
  return `read ${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

/** `1 fault, 2 warnings`. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
