import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {withoutCiCommands, withoutCiMarkers} from '../../src/terminal/ci-commands.ts';

/** How the runners read: GitHub's trims the line and then wants `::`; it and Azure's look for their prefix anywhere. */
function isObeyed(line: string): boolean {
  return (
    line.trimStart().startsWith('::') || line.includes('##[') || line.includes('##vso[') || line.includes('##teamcity[')
  );
}

describe('commands of build servers', () => {
  test.each([
    '::error::x',
    '  ::set-output name=a::b',
    '\u00A0::error::x',
    ':::',
    '##[error]x',
    'a ##vso[task.x]y',
    '###[error]x',
    '##teamcity[x]',
    '####[a]##[b]',
  ])('T2 %s is not obeyed', line => {
    expect(isObeyed(line)).toBe(true);
    expect(isObeyed(withoutCiCommands(line))).toBe(false);
  });

  test.each(['CM01 :: x', 'a::b', '# heading', '## heading', '##', 'C#[1]', '2001:db8::1'])(
    '%s stays as it is',
    line => {
      expect(withoutCiCommands(line)).toBe(line);
      expect(withoutCiMarkers(line)).toBe(line);
    },
  );

  test('T2 no line whatever is obeyed, and twice is as once', () => {
    const line = fc
      .array(fc.constantFrom(':', '::', '#', '##', '[', 'vso', 'teamcity', ' ', '\t', 'x', '\\x3a'), {maxLength: 12})
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(line, text => {
        const safe = withoutCiCommands(text);
        expect(isObeyed(safe)).toBe(false);
        expect(withoutCiCommands(safe)).toBe(safe);
      }),
      {numRuns: 1000},
    );
  });
});
