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

// Hyphen, en dash, em dash and horizontal bar are all a dash to PowerShell. Source: PowerShell, CharTraits.cs, IsDash.
const doubleDash = /^[-\u2013\u2014\u2015]{2}(?<rest>.+)$/su;
const singleDash = /^[-\u2013\u2014\u2015](?<rest>[\p{L}_?].*)$/su;

/** A dash alone and a dash before a digit begin a value, as in PowerShell. */
export function readWord(text: string): Word {
  if (text === '--') return {kind: 'end'};
  const double = doubleDash.exec(text)?.groups?.['rest'];
  if (double !== undefined) return {kind: 'name', spelling: 'double', ...split(double, '='), text};
  const single = singleDash.exec(text)?.groups?.['rest'];
  if (single !== undefined) return {kind: 'name', spelling: 'single', ...split(single, ':'), text};
  return {kind: 'value', text};
}

function split(rest: string, mark: string): {name: string; attached: string | null} {
  const at = rest.indexOf(mark);
  return at < 0 ? {name: rest, attached: null} : {name: rest.slice(0, at), attached: rest.slice(at + 1)};
}
