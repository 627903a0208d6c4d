// What a page over the table holds: lines, and for a list what Enter does on each.
import type {Line} from '../../components/lines.tsx';
import type {StatusEvent} from '../events.ts';

export interface Item {
  readonly line: Line;
  /** What Enter does; null: nothing. */
  readonly event: StatusEvent | null;
  /** What `c` copies; null: the whole line. */
  readonly copy?: string;
}

export interface PageView {
  readonly title: string;
  /** Above the items, always shown. */
  readonly intro: readonly Line[];
  readonly items: readonly Item[];
  /** Text is scrolled; a list has a cursor. */
  readonly isText: boolean;
  /** Shown where there are no items. */
  readonly empty: string;
}

export function textPage(title: string, lines: readonly Line[]): PageView {
  return {title, intro: [], items: lines.map(line => ({line, event: null})), isText: true, empty: ''};
}

export function listPage(
  title: string,
  items: readonly Item[],
  more: {intro?: readonly Line[]; empty?: string} = {},
): PageView {
  return {title, intro: more.intro ?? [], items, isText: false, empty: more.empty ?? 'There is nothing here.'};
}
