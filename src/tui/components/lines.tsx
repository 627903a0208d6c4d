// Rows of a screen: one truncated line each, cut to a window, so that a frame is never taller or wider than the terminal.
import {Text, useIsScreenReaderEnabled, useStdout} from 'ink';
import type {ReactElement} from 'react';
import {screenLine} from '../../terminal/glyphs.ts';
import {cutToWidth} from '../../terminal/text-width.ts';
import {useGlyphs} from '../use-glyphs.ts';

export type Look = 'heading' | 'dim' | 'selected' | 'fault' | 'warning';

export interface Line {
  readonly text: string;
  readonly look?: Look | undefined;
  /** The last `length` characters of `text` look otherwise. */
  readonly end?: {readonly length: number; readonly look: Look} | undefined;
}

function propsOf(look: Look | undefined): {bold?: boolean; dimColor?: boolean; color?: string} {
  if (look === 'fault') return {color: 'red', bold: true};
  if (look === 'warning') return {color: 'yellow'};
  if (look === 'dim') return {dimColor: true};
  return look === undefined ? {} : {bold: true};
}

/** All text passes here; text from a server is made safe once more, and is ASCII where the locale is, whatever screen it comes from. */
export function LineText({line}: {readonly line: Line}): ReactElement {
  const {text, look, end} = line;
  const show = useShownText();
  if (end !== undefined && end.length > 0 && end.length < text.length) {
    return (
      <Text wrap="truncate" {...propsOf(look)}>
        {show(text.slice(0, -end.length))}
        <Text {...propsOf(end.look)}>{show(text.slice(-end.length))}</Text>
      </Text>
    );
  }
  return (
    <Text wrap="truncate" {...propsOf(look)}>
      {show(text) || ' '}
    </Text>
  );
}

/** Ink truncates, but not for a screen reader: there a line is cut to the terminal, so that the frame is not taller than it. */
function useShownText(): (text: string) => string {
  const glyphs = useGlyphs();
  const {stdout} = useStdout();
  const cuts = useIsScreenReaderEnabled();
  return text => {
    const shown = screenLine(text, glyphs);
    const columns = 'columns' in stdout && typeof stdout.columns === 'number' ? stdout.columns : Infinity;
    return cuts ? cutToWidth(shown, columns, glyphs.cut) : shown;
  };
}

/** Where a window of `height` rows begins so that `cursor` is in it; it moves by whole pages, which keeps the bytes per key few. */
export function pageStart(cursor: number, height: number): number {
  return height <= 0 ? 0 : Math.floor(cursor / height) * height;
}

/** Plain text with line feeds to lines. */
export function textLines(text: string): readonly Line[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map(line => ({text: line}));
}
