// Host names that may not be what they look like: letters of other scripts, accents, characters that cannot be seen, and their xn-- forms.
import {domainToASCII, domainToUnicode} from 'node:url';

/** Scripts with letters that are drawn like Latin ones, or that are met in host names; all others are "another script". Unicode Standard Annex 24. */
const scripts: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Thai', /\p{Script=Thai}/u],
];

const mostListed = 3;

/**
 * A sentence in ASCII for people, with the code points and the form that a name service is asked for; null for a name of plain ASCII that is not the `xn--`
 * form of another. It warns only: what may be written is `validateServerName`'s to say. Source: RFC 5891; Unicode Technical Standard 46.
 */
export function lookAlikeWarning(hostName: string): string | null {
  const encoded = /(?:^|\.)xn--/i.test(hostName);
  const name = encoded ? domainToUnicode(hostName) || hostName : hostName;
  const beyond = [...new Set(name.match(/[^\u0000-\u007f]/gu))];
  if (beyond.length === 0)
    return encoded
      ? 'The name has an xn-- part that stands for no name that can be read. Check it letter by letter.'
      : null;
  const listed = beyond.slice(0, mostListed).map(describe);
  const more = beyond.length > mostListed ? ` and ${beyond.length - mostListed} more` : '';
  const ascii = encoded ? '' : domainToASCII(hostName);
  return [
    `The name ${encoded ? 'stands for one that holds' : 'holds'} ${whatOf(name, beyond)}: ${listed.join(', ')}${more}.`,
    mixedText(name),
    ascii === '' || ascii === hostName ? '' : ` Name services are asked for ${ascii}.`,
    ' Check that it is the one that you mean.',
  ].join('');
}

function whatOf(name: string, beyond: readonly string[]): string {
  if (beyond.some(isUnseen)) return 'characters that cannot be seen';
  return beyond.every(character => scriptOf(character) === 'Latin')
    ? 'letters beyond a to z'
    : 'letters of another script, which can look like those of a to z';
}

/** One label of more than one script is how look-alikes are made. */
function mixedText(name: string): string {
  for (const label of name.split('.')) {
    const found = [...new Set(Array.from(label, scriptOf).filter(script => script !== null))];
    if (found.length > 1) return ` One part mixes ${found.slice(0, mostListed).join(' and ')} letters.`;
  }
  return '';
}

function describe(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const script = scriptOf(character);
  return isUnseen(character) || script === null ? code : `${code} (${script})`;
}

function isUnseen(character: string): boolean {
  return /[\p{C}\p{Zl}\p{Zp}\p{DI}]/u.test(character);
}

function scriptOf(character: string): string | null {
  const known = scripts.find(([, letters]) => letters.test(character))?.[0];
  return known ?? (/\p{L}/u.test(character) ? 'another script' : null);
}
