// Takes out of the path to the first screen what packages do there for text that is not on it, a quarter of the whole time. Measured in
// docs/decisions/0002-one-commonjs-file-for-the-hot-path.md.
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** `new Intl.Segmenter()` loads 10 ms of language data; every one in a chunk becomes our lazy one. */
export const lazySegmenter = {
  define: {'Intl.Segmenter': 'LazySegmenter'},
  inject: [fileURLToPath(new URL('lazy-segmenter.mjs', import.meta.url))],
};

const patches = [
  {
    // The loader fetches a data: address, for which Node loads its whole HTTP client. Without `fetch` it decodes the same bytes itself.
    file: /yoga-layout[\\/].*yoga-wasm-base64-esm\.js$/,
    find: /^/,
    replace: 'const fetch = undefined;\n',
  },
  {
    // Merely parsing this literal takes 12 ms and its first use 13 ms. A grapheme that holds no emoji, or only one code point that is not
    // shown as an emoji by itself, cannot match it (Unicode Technical Standard 51, ED-27).
    file: /string-width[\\/]index\.js$/,
    find: 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
    replace: `let wholeEmojiRegex;
const rgiEmojiRegex = {
	test: segment => /\\p{Emoji_Presentation}|\\p{Emoji}./su.test(segment) && (wholeEmojiRegex ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(segment),
};`,
  },
];

/**
 * The patches as one plugin. A package whose text no longer has the patched place stops the build, so that none is lost unseen.
 * @returns {import('esbuild').Plugin}
 */
export function quickFirstScreen() {
  return {
    name: 'quick-first-screen',
    setup(build) {
      for (const {file, find, replace} of patches) {
        build.onLoad({filter: file}, ({path}) => {
          const text = readFileSync(path, 'utf8');
          const contents = text.replace(find, () => replace);
          if (contents !== text) return {contents, loader: 'js'};
          return {errors: [{text: `the place patched in ${path} is gone: look at tools/build/quick-first-screen.mjs`}]};
        });
      }
    },
  };
}
