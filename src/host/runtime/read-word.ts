// What one word of a command line is: a parameter's name, the end of the names, or a value.

export type Word =
  | {
      readonly kind: 'name';
      /** `-Name` is PowerShell's spelling, `--name` the shell's. */
      readonly spelling: 'single' | 'double';
      /** Without its dashes and without what is attached. */
      readonly name: string;
      /** What stands after the first `:` of `-Name:value` or the first `=` of `--name=value`. */
      readonly attached: string | null;
      readonly text: string;
    }
  | {readonly kind: 'end'}
  | {readonly kind: 'value'; readonly text: string};

/** Hyphen, en dash, em dash and horizontal bar are all a dash to PowerShell. Source: PowerShell, CharTraits.cs, IsDash. */
const dashes: readonly (string | undefined)[] = ['-', '\u2013', '\u2014', '\u2015'];

/** A dash alone and a dash before a digit begin a value, as in PowerShell. */
export function readWord(text: string): Word {
  if (text === '--') return {kind: 'end'};
  if (!dashes.includes(text[0])) return {kind: 'value', text};
  if (dashes.includes(text[1]) && text.length > 2)
    return {kind: 'name', spelling: 'double', ...split(text.slice(2), '='), text};
  const rest = text.slice(1);
  return beginsName(rest) ? {kind: 'name', spelling: 'single', ...split(rest, ':'), text} : {kind: 'value', text};
}

/** ASCII first: V8 needs half a millisecond to make the list of all letters. */
function beginsName(rest: string): boolean {
  return /^[A-Za-z_?]/.test(rest) || /^\p{L}/u.test(rest);
}

function split(rest: string, mark: string): {name: string; attached: string | null} {
  const at = rest.indexOf(mark);
  return at < 0 ? {name: rest, attached: null} : {name: rest.slice(0, at), attached: rest.slice(at + 1)};
}
