// Turns what a terminal sends into keys. A slow line may split an escape sequence over packets and put several keys into one.

export type Key =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'enter' | 'backspace' | 'clear' | 'cancel' | 'pasteStart' | 'pasteEnd' | 'ignored'}
  | {readonly kind: 'control'};

const oneKey = /^(?:\u001B\[[0-?]*[ -/]*[@-~]|\u001BO[@-~]|\u001B|\r\n|[\0-\u001F\u007F]|[^\0-\u001F\u007F]+)/;
const unfinished = /\u001B(?:\[[0-?]*[ -/]*|O)?$/;

const keys: Readonly<Record<string, Key>> = {
  '\r': {kind: 'enter'},
  '\n': {kind: 'enter'},
  '\r\n': {kind: 'enter'},
  '\u007F': {kind: 'backspace'},
  '\b': {kind: 'backspace'},
  '\u0015': {kind: 'clear'},
  '\u0003': {kind: 'cancel'},
  '\u0004': {kind: 'cancel'},
  '\u001B[200~': {kind: 'pasteStart'},
  '\u001B[201~': {kind: 'pasteEnd'},
};

/** The first key of what was received, and what follows it; null where the rest of the key has not arrived yet. */
export function nextKey(received: string): {readonly key: Key; readonly rest: string} | null {
  const found = oneKey.exec(received)?.[0];
  if (found === undefined) return null;
  if (found === '\u001B' && unfinished.exec(received)?.index === 0) return null;
  return {key: keyOf(found), rest: received.slice(found.length)};
}

function keyOf(found: string): Key {
  const known = Object.hasOwn(keys, found) ? keys[found] : undefined;
  if (known !== undefined) return known;
  if (found.startsWith('\u001B')) return {kind: 'ignored'};
  return /^[\0-\u001F]/.test(found) ? {kind: 'control'} : {kind: 'text', text: found};
}
