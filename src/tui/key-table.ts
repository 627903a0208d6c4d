// Keys as data: what is handled, what the footer shows and what the help lists come from one table, so that they cannot differ.
import type {Key} from './keys.ts';

export interface Binding<Action> {
  /** Key names (`enter`, `ctrl+s`, `f1`) or typed characters (`w`, `/`). The first is the one that is shown. */
  readonly keys: readonly string[];
  /** A word or two for the footer; '' keeps it out of there. */
  readonly label: string;
  /** A sentence for the help. */
  readonly help: string;
  readonly action: Action;
}

/** The binding of a key, or null. A typed key that is several characters matches none: split it first. */
export function bindingOf<Action>(table: readonly Binding<Action>[], key: Key): Binding<Action> | null {
  const name = key.name === 'text' ? key.text : key.name;
  if (key.name === 'text' && Array.from(name).length !== 1) return null;
  return table.find(({keys}) => keys.includes(name)) ?? null;
}

/** Typed text character by character, for screens where letters are keys: a slow line delivers `jjj` at once. */
export function singleKeys(key: Key): readonly Key[] {
  return key.name === 'text' ? Array.from(key.text, text => ({name: 'text' as const, text})) : [key];
}

const shownNames: Readonly<Record<string, string>> = {
  ' ': 'space',
  escape: 'esc',
  pageUp: 'page up',
  pageDown: 'page down',
  shiftTab: 'shift+tab',
};

/** A key as people write it. */
export function keyText(name: string): string {
  return Object.hasOwn(shownNames, name) ? (shownNames[name] ?? name) : name;
}

const gap = 2;

/** The footer: as many bindings as fit in `rows` lines of `width` cells, in the order of the table. Labels are ASCII. */
export function footerLines(table: readonly Binding<unknown>[], width: number, rows: number): readonly string[] {
  const items = table.filter(({label}) => label !== '').map(({keys, label}) => `${keyText(keys[0] ?? '')} ${label}`);
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    if (line !== '' && line.length + gap + item.length > width) {
      lines.push(line);
      if (lines.length === rows) return lines;
      line = '';
    }
    if (item.length <= width) line = line === '' ? item : `${line}${' '.repeat(gap)}${item}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** The help: one line a binding, its keys first. */
export function helpLines(table: readonly Binding<unknown>[]): readonly string[] {
  const names = table.map(({keys}) => keys.map(keyText).join(', '));
  const width = Math.min(20, Math.max(0, ...names.map(name => name.length)));
  return table.map(({help}, index) => `${(names[index] ?? '').padEnd(width)}  ${help}`);
}

/** The first key that stands twice in a table, or null. For the test that proves that there is none. */
export function keyTwice(table: readonly Binding<unknown>[]): string | null {
  const seen = new Set<string>();
  for (const name of table.flatMap(({keys}) => keys)) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
