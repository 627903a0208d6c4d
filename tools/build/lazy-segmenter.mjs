// Stands in for Intl.Segmenter in the chunks. Text in which every character plainly stands alone is cut here; only for other text is the
// real one made, for which Node loads its language data (10 ms, and the first screen rarely needs it).

/**
 * Controls but CR, printable ASCII, Latin-1 without the soft hyphen, general punctuation without what is invisible, arrows, box drawing,
 * blocks and geometric shapes, ticks and crosses, and the prompt mark: none of them combines with another of them into one grapheme.
 */
const standAlone =
  /^[\0-\f\u000E-\u007E\u00A0-\u00AC\u00AE-\u00FF\u2010-\u2027\u2190-\u21FF\u2500-\u25FC\u2713-\u2718\u276F]*$/u;

export class LazySegmenter {
  /** @type {ConstructorParameters<typeof Intl.Segmenter>} */
  #options;
  /** @type {Intl.Segmenter | undefined} */
  #real;

  constructor(/** @type {ConstructorParameters<typeof Intl.Segmenter>} */ ...options) {
    this.#options = options;
  }

  segment(/** @type {string} */ text) {
    const isGrapheme = (this.#options[1]?.granularity ?? 'grapheme') === 'grapheme';
    if (isGrapheme && standAlone.test(text)) return cutByCharacter(text);
    this.#real ??= new globalThis['Intl']['Segmenter'](...this.#options);
    return this.#real.segment(text);
  }
}

/** @type {(text: string) => Iterable<{segment: string, index: number, input: string}>} */
function* cutByCharacter(text) {
  for (let index = 0; index < text.length; index++) yield {segment: text.charAt(index), index, input: text};
}
