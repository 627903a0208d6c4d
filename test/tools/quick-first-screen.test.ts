// What the build does to packages for the sake of the first screen must not change what they answer.
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import originalWidth from 'string-width';
import {expect, test} from 'vitest';
import {LazySegmenter as makeLazySegmenter} from '../../tools/build/lazy-segmenter.mjs';
import {lazySegmenter, quickFirstScreen} from '../../tools/build/quick-first-screen.mjs';
import {writeTree} from './write-tree.ts';

/** A function that is called with `new`, as a chunk does. */
const LazySegmenter = makeLazySegmenter as unknown as typeof Intl.Segmenter;

type Width = typeof originalWidth;

async function patchedWidth(): Promise<Width> {
  const outfile = join(writeTree({}), 'width.mjs');
  await build({
    stdin: {contents: `export {default} from 'string-width';`, resolveDir: import.meta.dirname},
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    ...lazySegmenter,
    plugins: [quickFirstScreen()],
  });
  const module = (await import(pathToFileURL(outfile).href)) as {default: Width};
  return module.default;
}

const sequences = [
  '👩‍👩‍👧',
  '1️⃣',
  '1⃣',
  '🇨🇭',
  '🇨',
  '👍🏽',
  '❤️',
  '❤',
  '©️',
  '©',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'é',
  'e\u0301',
  '각',
  '각',
  'ｶﾞ',
  '表',
  'a\u200Db',
  '\r\n',
  '❯ CM01',
  '✔️',
  '#️⃣#',
];

test('every code point, alone, in text and as the start of a sequence, is as wide as before', async () => {
  const width = await patchedWidth();
  const different: string[] = [];
  const compare = (text: string): void => {
    if (width(text) !== originalWidth(text)) different.push(text);
  };
  for (let code = 0; code <= 0x1_ff_ff; code++) {
    const character = String.fromCodePoint(code);
    compare(character);
    if (code < 0x30_00 || code >= 0x1_f0_00) for (const after of ['\uFE0F', '\u20E3', 'é']) compare(character + after);
  }
  for (const first of sequences) for (const second of sequences) compare(first + second);
  expect(different).toEqual([]);
}, 60_000);

test('text of characters that stand alone is cut as the real segmenter cuts it', () => {
  const characters = Array.from({length: 0x30_00}, (_, code) => String.fromCharCode(code));
  const lazy = new LazySegmenter(undefined, {granularity: 'grapheme'});
  const real = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
  const different: string[] = [];
  for (const [index, character] of characters.entries()) {
    for (const step of [1, 7, 131, 1999]) {
      const text = character + (characters[(index * step + step) % characters.length] ?? '') + character + 'a';
      if (JSON.stringify([...lazy.segment(text)]) !== JSON.stringify([...real.segment(text)]))
        different.push(JSON.stringify(text));
    }
  }
  expect(different).toEqual([]);
});

test.each(sequences)('%s is cut as the real segmenter cuts it', text => {
  expect([...new LazySegmenter().segment(`a${text}b`)]).toEqual([...new Intl.Segmenter().segment(`a${text}b`)]);
});

test.each(['plain ❯', sequences.join('')])('%s has the same grapheme at every place, and none outside', text => {
  const places = [-1, Number.NaN, 0.7, ...Array.from({length: text.length + 2}, (_, index) => index)];
  const [lazy, real] = [new LazySegmenter().segment(text), new Intl.Segmenter().segment(text)];
  expect([lazy.containing(), ...places.map(place => lazy.containing(place))]).toEqual([
    real.containing(),
    ...places.map(place => real.containing(place)),
  ]);
});

test('words are left to the real segmenter', () => {
  const options = ['en', {granularity: 'word'}] as const;
  expect([...new LazySegmenter(...options).segment('two words')]).toEqual([
    ...new Intl.Segmenter(...options).segment('two words'),
  ]);
});
