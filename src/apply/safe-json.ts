// JSON whose text holds no character that could deceive a reader or a terminal: such characters stay in the value, written as \u escapes.

// C1 controls and DEL, zero-width and bidi characters, line separators, the byte order mark, and halves of pairs.
const deceptive =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** One line of JSON; decoding gives back exactly `value`. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(deceptive, character =>
    [...character]
      .flatMap(point => point.split(''))
      .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
