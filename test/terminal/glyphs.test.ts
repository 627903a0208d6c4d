// WZ23: what a terminal can show.
import {describe, expect, test} from 'vitest';
import {asciiForm, glyphsFor, screenText} from '../../src/terminal/glyphs.ts';

describe('WZ23 beyond ASCII only where the locale says UTF-8', () => {
  test.each([
    [{LANG: 'en_US.UTF-8'}, 'linux', false],
    [{LANG: 'C.utf8'}, 'linux', false],
    [{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, 'linux', true],
    [{LANG: 'en_US.UTF-8', LC_CTYPE: 'POSIX'}, 'linux', true],
    [{LANG: 'C', LC_CTYPE: 'C.UTF-8'}, 'linux', false],
    [{LANG: 'C', LC_ALL: ''}, 'linux', true],
    [{LANG: 'de_DE.ISO-8859-1'}, 'linux', true],
    [{}, 'linux', true],
    [{}, 'win32', false],
    [{LANG: 'C'}, 'win32', true],
    [{LANG: 'C.UTF-8', CMPROXY_ASCII: '1'}, 'linux', true],
    [{CMPROXY_ASCII: '1'}, 'win32', true],
    [{LANG: 'C.UTF-8', CMPROXY_ASCII: '0'}, 'linux', false],
    [{LANG: 'C.UTF-8', CMPROXY_ASCII: ''}, 'linux', false],
  ])('%j on %s: ASCII %s', (env, platform, ascii) => {
    expect(glyphsFor(env, platform).ascii).toBe(ascii);
  });
});

test('every sign has an ASCII form', () => {
  expect(Object.values(glyphsFor({LANG: 'C'}, 'linux')).join('')).toMatch(/^[ -~]*$/);
});

test('data is escaped where only ASCII may be shown, and escaping twice changes nothing', () => {
  const ascii = glyphsFor({LANG: 'C'}, 'linux');
  const once = screenText('bücher\u202E漢 \u{1F5A7}…', ascii);
  expect(once).toBe('b\\u{FC}cher\\u{202E}\\u{6F22} \\u{1F5A7}...');
  expect(screenText(once, ascii)).toBe(once);
  expect(screenText('bücher', glyphsFor({LANG: 'C.UTF-8'}, 'linux'))).toBe('bücher');
  expect(asciiForm('────')).toBe('----');
});
