// Stands in for Intl.Segmenter in the chunks. Text in which every character plainly stands alone is cut here; only for other text is the
// real one made, for which Node loads its language data (10 ms, and the first screen rarely needs it).

/**
 * Controls but CR, printable ASCII, Latin-1 without the soft hyphen, general punctuation without what is invisible, arrows, box drawing,
 * blocks and geometric shapes, ticks and crosses, and the prompt mark: none of them combines with another of them into one grapheme.
 */
const standAlone =
  /^[\0-\f\u000E-\u007E\u00A0-\u00AC\u00AE-\u00FF\u2010-\u2027\u2190-\u21FF\u2500-\u25FC\u2713-\u2718\u276F]*$/u;

/**
 * To be called with `new`. A function and no class: a chunk that takes it before this module has run gets what works once it has.
 * @param {ConstructorParameters<typeof Intl.Segmenter>} options
 */
export function LazySegmenter(...options) {
  return new Segmenter(options);
}

/** @implements {Intl.Segmenter} */
class Segmenter {
  /** @type {ConstructorParameters<typeof Intl.Segmenter>} */
  #options;
  /** @type {Intl.Segmenter | undefined} */
  #made;

  constructor(/** @type {ConstructorParameters<typeof Intl.Segmenter>} */ options) {
    this.#options = options;
  }

  get #real() {
    return (this.#made ??= new globalThis['Intl']['Segmenter'](...this.#options));
  }

  get [Symbol.toStringTag]() {
    return 'Intl.Segmenter';
  }

  resolvedOptions() {
    return this.#real.resolvedOptions();
  }

  /** @returns {Intl.Segments} */
  segment(/** @type {string} */ text) {
    const isGrapheme = (this.#options[1]?.granularity ?? 'grapheme') === 'grapheme';
    return isGrapheme && standAlone.test(text) ? new Characters(text) : this.#real.segment(text);
  }
}

/** @implements {Intl.Segments} */
class Characters {
  #text;

  constructor(/** @type {string} */ text) {
    this.#text = text;
  }

  containing(codeUnitIndex = 0) {
    const index = Math.trunc(codeUnitIndex) || 0;
    const segment = index < 0 ? '' : this.#text.charAt(index);
    // TypeScript says that there is always one; the language gives undefined outside the text.
    return /** @type {Intl.SegmentData} */ (segment === '' ? undefined : {segment, index, input: this.#text});
  }

  *[Symbol.iterator]() {
    for (let index = 0; index < this.#text.length; index++)
      yield {segment: this.#text.charAt(index), index, input: this.#text};
    return undefined;
  }
}
