// Whole numbers as a parameter takes them, with .NET's words where one cannot be read.

export type ReadNumber =
  {readonly kind: 'number'; readonly value: number} | {readonly kind: 'unreadable'; readonly reason: string};

const ranges = {
  UInt32: {least: 0, most: 4_294_967_295, article: 'a UInt32'},
  Int32: {least: -2_147_483_648, most: 2_147_483_647, article: 'an Int32'},
} as const;

/**
 * Digits with or without a sign, or `0x` and hexadecimal digits. Stricter than PowerShell, which also takes a blank for 0, rounds
 * `8080.5` and multiplies `8kb`: where a port is meant, those are slips.
 */
export function readNumber(text: string, type: 'UInt32' | 'Int32'): ReadNumber {
  if (!/^(?:[-+]?[0-9]+|0[xX][0-9a-fA-F]+)$/.test(text))
    return {kind: 'unreadable', reason: `The input string '${text}' was not in a correct format.`};
  const value = Number(text);
  const {least, most, article} = ranges[type];
  if (value < least || value > most)
    return {kind: 'unreadable', reason: `Value was either too large or too small for ${article}.`};
  return {kind: 'number', value: value === 0 ? 0 : value};
}
