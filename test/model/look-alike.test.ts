// T4: host names that are not what they look like.
import {expect, test} from 'vitest';
import {lookAlikeWarning} from '../../src/model/look-alike.ts';
import {hostileText} from '../terminal/hostile-text.ts';

test.each(['proxy.contoso.com', 'PROXY-A', '10.0.0.1', 'fe80::1', 'a_b', '', 'http://x', 'a b'])(
  'nothing is said of %j',
  name => {
    expect(lookAlikeWarning(name)).toBeNull();
  },
);

test('T4 a Cyrillic letter in a Latin name: the code point, that it is mixed, and the punycode form', () => {
  expect(lookAlikeWarning('pr\u043Exy.contoso.com')).toBe(
    'The name holds letters of another script, which can look like those of a to z: U+043E (Cyrillic). ' +
      'One part mixes Latin and Cyrillic letters. Name services are asked for xn--prxy-65d.contoso.com. ' +
      'Check that it is the one that you mean.',
  );
});

test('T4 the punycode form of such a name is flagged as well', () => {
  expect(lookAlikeWarning('XN--prxy-65d.contoso.com')).toContain(
    'stands for one that holds letters of another script, which can look like those of a to z: U+043E (Cyrillic)',
  );
  expect(lookAlikeWarning('xn--zzzz.contoso.com')).toContain('stands for no name that can be read');
});

test('an accent is not called another script', () => {
  expect(lookAlikeWarning('b\u00FCcher.de')).toBe(
    'The name holds letters beyond a to z: U+00FC (Latin). Name services are asked for xn--bcher-kva.de. Check that it is the one that you mean.',
  );
});

test('T4 bidirectional and zero-width characters are named', () => {
  expect(lookAlikeWarning('proxy\u202Emoc.')).toContain('characters that cannot be seen: U+202E');
  expect(lookAlikeWarning('pro\u200Bxy')).toContain('characters that cannot be seen: U+200B');
});

test('of many letters the first three are listed', () => {
  expect(lookAlikeWarning('\u0430\u0431\u0432\u0433\u0434')).toContain(
    'U+0430 (Cyrillic), U+0431 (Cyrillic), U+0432 (Cyrillic) and 2 more.',
  );
});

test.each(hostileText.map(({id, text}) => [id, text] as const))(
  '%s: what is said of it is plain ASCII',
  (_id, text) => {
    expect(lookAlikeWarning(text) ?? '').toMatch(/^[ -~]*$/);
  },
);
