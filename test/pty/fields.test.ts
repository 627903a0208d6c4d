// The fields of the screens, as a person types into them.
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {bundleFixture, type Fixture} from './bundle-fixture.ts';
import {Terminal, key, pasted, type TerminalOptions} from './terminal.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await bundleFixture('child-fields.tsx');
});
afterAll(() => fixture[Symbol.dispose]());

function open(args: readonly string[], options: TerminalOptions = {}): Terminal {
  return new Terminal([process.execPath, fixture.file, ...args], options);
}

/** Waits until the cursor is shown at a place: a frame and its cursor come in one piece, but two keys may be two frames. */
async function cursorAt(t: Terminal, x: number, y: number): Promise<void> {
  await expect.poll(() => (t.cursorShown ? t.cursor : null), {timeout: 5000}).toEqual({x, y});
}

const row = 16;
const textStart = 8;

describe('WZ20 the text field', () => {
  test('Home, End, Delete, the arrows and control letters edit; the cursor is where the next character goes', async () => {
    await using t = open(['fields', 'proxy-a']);
    await t.until('[proxy-a             ]');
    await cursorAt(t, textStart + 7, row);
    t.send(key.home);
    await cursorAt(t, textStart, row);
    t.send(key.delete);
    await t.until('[roxy-a ');
    t.send(key.right + key.right + 'X');
    await t.until('[roXxy-a ');
    await cursorAt(t, textStart + 3, row);
    t.send('\u0001P\u0005Z');
    await t.until('[ProXxy-aZ ');
    await cursorAt(t, textStart + 9, row);
    t.send(key.left.repeat(3) + '\u000B');
    await t.until('[ProXxy ');
    t.send('\u0017');
    expect(await t.until('[                    ]')).toContain('[                    ]');
  });

  test('keys that arrive in one packet are each taken', async () => {
    await using t = open(['fields']);
    await t.until('Two fields');
    t.send(`ab${key.left}cd${key.backspace}${key.backspace}e${key.enter}`);
    expect(await t.until('entered "aeb"')).toContain('entered "aeb"');
  });

  test('KB3 every printable key is text, and a control letter inserts nothing', async () => {
    await using t = open(['fields']);
    await t.until('Two fields');
    t.send('q?/:\u0002\u0014\u0007j');
    expect(await t.until('[q?/:j ')).toContain('[q?/:j ');
  });

  test('a text longer than the field scrolls in it and never wraps', async () => {
    await using t = open(['fields'], {cols: 40});
    await t.until('Two fields');
    t.send('proxy-with-a-very-long-name.contoso.com');
    const end = await t.until('[<g-name.contoso.com ]');
    expect(end.split('\n')[row + 1]).toContain('port [8080');
    t.send(key.home);
    expect(await t.until('[proxy-with-a-very-l>]')).toContain('port [8080');
    await cursorAt(t, textStart, row);
  });

  test('the cursor goes along to another field', async () => {
    await using t = open(['fields', 'a']);
    await cursorAt(t, textStart + 1, row);
    t.send(key.down);
    await cursorAt(t, textStart + 4, row + 1);
    t.send(key.up);
    await cursorAt(t, textStart + 1, row);
    t.send('b');
    expect(await t.until('[ab ')).toContain('[ab ');
  });

  test('the cursor is at its place after a resize', async () => {
    await using t = open(['fields', 'abc']);
    await cursorAt(t, textStart + 3, row);
    t.resize(60, 20);
    t.send('d');
    expect(await t.until('[abcd ')).toContain('[abcd ');
    await cursorAt(
      t,
      textStart + 4,
      t
        .text()
        .split('\n')
        .findIndex(line => line.includes('> name')),
    );
  });

  test('under NO_COLOR the cursor is still shown', async () => {
    await using t = open(['fields', 'abc'], {env: {FORCE_COLOR: '0'}});
    await cursorAt(t, textStart + 3, row);
    expect(t.raw).not.toMatch(/\u001B\[[0-9;]*m/);
  });

  test('a typed character costs less than 220 bytes, also at the end of a field that scrolls', async () => {
    await using t = open(['fields', 'proxy-with-a-long-na']);
    await t.until('long-na');
    await expect.poll(() => t.cursorShown).toBe(true);
    const costs: number[] = [];
    for (const [index, character] of Array.from('me.contoso.com').entries()) {
      const before = t.bytes;
      const typed = `proxy-with-a-long-na${'me.contoso.com'.slice(0, index + 1)}`;
      t.send(character);
      await t.until(`value "${typed}"`);
      await expect.poll(() => t.cursorShown).toBe(true);
      costs.push(t.bytes - before);
    }
    expect(Math.max(...costs)).toBeLessThan(220);
  });
});

describe('T3 T1 pastes and hostile text', () => {
  test('T3 a paste with an escape sequence is refused with the reason, and the field keeps its value', async () => {
    await using t = open(['fields', 'proxy-a']);
    await t.until('[proxy-a');
    t.send(pasted('evil\u001B[31m.example'));
    await t.until('The pasted text was not taken: it holds a control character (U+001B).');
    expect(t.text()).toContain('[proxy-a             ]');
    t.send(pasted('a\nb'));
    await t.until('it has 2 lines');
    expect(t.text()).toContain('value "proxy-a"');
  });

  test('a paste goes in at the cursor as a whole, without the line end after it', async () => {
    await using t = open(['fields', '.contoso.com']);
    await t.until('[.contoso.com');
    t.send(key.home);
    await cursorAt(t, textStart, row);
    t.send(pasted('proxy-b\r\n'));
    await t.until('[proxy-b.contoso.com ');
    await cursorAt(t, textStart + 7, row);
    expect(t.text()).not.toContain('entered');
  });

  test('a value with hostile characters is shown escaped, with the cursor behind it', async () => {
    await using t = open(['fields', 'a\u202E\u001Bb']);
    await t.until('[a\\u{202E}\\x1bb');
    await cursorAt(t, textStart + 14, row);
    t.send(key.left + key.backspace + key.backspace);
    expect(await t.until('value "ab"')).toContain('value "ab"');
  });
});

describe('the filter field', () => {
  test('characters are added at the end, Backspace and Ctrl+U take away, control letters add nothing', async () => {
    await using t = open(['filter']);
    await t.until('Filter: [            ] end');
    await cursorAt(t, 9, 0);
    t.send('sup\u0014\u0002x');
    await t.until('Filter: [supx        ] end');
    await cursorAt(t, 13, 0);
    t.send(key.backspace + '01');
    await t.until('[sup01 ');
    t.send(key.ctrlU + 'y');
    await t.until('[y           ]');
    t.send(key.enter);
    expect(await t.until('entered "y"')).toContain('entered "y"');
  });

  test('a filter longer than the field shows its end in one row', async () => {
    await using t = open(['filter']);
    await t.until('Filter:');
    t.send('distribution-point');
    expect(await t.until('Filter: [ution-point ] end')).toContain('Filter: [ution-point ] end');
    await cursorAt(t, 20, 0);
  });

  test('one Backspace takes a character of two units, and a paste is cleaned', async () => {
    await using t = open(['filter']);
    await t.until('Filter:');
    t.send('\u{20000}');
    await t.until('value "\u{20000}"');
    t.send(key.backspace);
    await t.until('value ""');
    t.send(pasted(' cm01 \r\n'));
    await t.until('value "cm01"');
    t.send(pasted('a\u001B[2J'));
    await t.until('The pasted text was not taken');
    t.send('x');
    expect(await t.until('value "cm01x"')).toContain('value "cm01x"');
  });
});

describe('S3 the password field', () => {
  test('S3a S3b S3c S3d nothing shows what or how much was typed or pasted, and it is gone after use', async () => {
    await using t = open(['password']);
    const empty = await t.until('Password:');
    await cursorAt(t, 10, 0);
    t.send('x');
    t.send(pasted(' Kq7-canary '.repeat(5)));
    t.send('x' + key.backspace);
    t.send(key.enter);
    await t.until('61 characters');
    expect(t.raw).not.toContain('canary');
    expect(t.text().split('\n')[0]).toBe(empty.split('\n')[0]);
    expect(t.text().replaceAll('\n', '')).toContain(Buffer.from(`x${' Kq7-canary '.repeat(5)}`).toString('hex'));
    t.send(key.enter);
    await t.until('The password is empty.');
  });

  test('Backspace and Ctrl+U edit; control characters are refused with a message', async () => {
    await using t = open(['password']);
    await t.until('Password:');
    t.send(pasted('two\nlines'));
    await t.until('it holds control characters');
    t.send('\u0014');
    await t.until('a password cannot hold control characters');
    t.send('wrong' + key.ctrlU + 'e\u0301' + key.backspace + 'ok!' + key.backspace + key.enter);
    expect(await t.until(`2 characters, ${Buffer.from('ok').toString('hex')}`)).toContain(
      `2 characters, ${Buffer.from('ok').toString('hex')}`,
    );
  });
});

describe('WZ13 a choice', () => {
  test('arrows and Enter choose, and each entry answers to its number', async () => {
    await using t = open(['choice']);
    expect(await t.until('chosen nothing')).toBe(
      ['  1 Go back', '❯ 2 OK: 2 writes to bücher\\u{202E}', '  3 Save only', 'chosen nothing'].join('\n'),
    );
    t.send(key.enter);
    await t.until('chosen write');
    t.send('1');
    await t.until('chosen back');
    t.send(key.down + key.enter);
    await t.until('chosen save');
  });

  test('WZ23 in an ASCII locale everything is ASCII', async () => {
    await using t = open(['choice'], {env: {LANG: 'C'}});
    expect(await t.until('chosen nothing')).toContain('> 2 OK: 2 writes to b\\u{FC}cher\\u{202E}');
    expect(t.raw).toMatch(/^[\0-\x7F]*$/);
  });
});
