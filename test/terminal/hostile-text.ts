// Texts that a server, a file or a person could send to deceive or to take over a terminal. Every surface is tested with each of them.

export interface HostileText {
  /** The hardening case: T1a to T1j, T2. */
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

export const hostileText: readonly HostileText[] = [
  {id: 'T1a', name: 'CSI: clear the screen', text: 'CM01\u001B[2J\u001B[H.contoso.com'},
  {id: 'T1a', name: 'CSI: colour', text: '\u001B[31mCM01\u001B[0m'},
  {id: 'T1a', name: 'CSI: cursor up and erase the line', text: 'CM01\u001B[1A\u001B[2K ok'},
  {id: 'T1a', name: 'CSI: alternate screen', text: '\u001B[?1049hCM01'},
  {id: 'T1a', name: 'CSI: report of the cursor', text: 'CM01\u001B[6n'},
  {id: 'T1b', name: 'OSC 0: title', text: '\u001B]0;owned\u0007CM01'},
  {id: 'T1b', name: 'OSC 8: link', text: '\u001B]8;;https://evil.example\u001B\\CM01\u001B]8;;\u001B\\'},
  {id: 'T1b', name: 'OSC 52: clipboard', text: '\u001B]52;c;cm0gLXJmIC8=\u0007CM01'},
  {id: 'T1c', name: 'DCS', text: '\u001BP$qm\u001B\\CM01'},
  {id: 'T1c', name: 'APC', text: '\u001B_hidden\u001B\\CM01'},
  {id: 'T1c', name: 'a string that never ends', text: 'CM01\u001BX'},
  {id: 'T1d', name: 'C1: CSI in one character', text: 'CM01\u009B2J'},
  {id: 'T1d', name: 'C1: OSC in one character', text: '\u009D0;owned\u009CCM01'},
  {
    id: 'T1d',
    name: 'C1: all of them',
    text: `CM01${String.fromCharCode(...Array.from({length: 32}, (_, index) => 0x80 + index))}`,
  },
  {id: 'T1e', name: 'a bare carriage return', text: 'CM01 FAULT\rCM01 ok   '},
  {id: 'T1e', name: 'backspaces', text: 'FAULT\b\b\b\b\bok   '},
  {id: 'T1e', name: 'NUL', text: 'CM01\0.contoso.com'},
  {id: 'T1e', name: 'DEL', text: 'CM01\u007F.contoso.com'},
  {id: 'T1e', name: 'tab, bell, vertical tab, form feed', text: 'CM01\t\u0007\u000B\u000C'},
  {id: 'T1f', name: 'right-to-left override', text: 'proxy\u202Emoc.osotnoc'},
  {id: 'T1f', name: 'isolates', text: '\u2066CM01\u2067\u2068\u2069'},
  {id: 'T1f', name: 'marks', text: 'CM01\u200E\u200F\u061C'},
  {id: 'T1g', name: 'zero-width space and joiners', text: 'CM\u200B01\u200C\u200D\u2060'},
  {id: 'T1g', name: 'byte order mark and soft hyphen', text: '\uFEFFCM01\u00AD'},
  {id: 'T1g', name: 'invisible fillers', text: 'CM01\u3164\u115F\u1160\uFFA0'},
  {id: 'T1g', name: 'tag characters', text: `CM01${String.fromCodePoint(0xe0001, 0xe0063, 0xe006d, 0xe0064, 0xe007f)}`},
  {id: 'T1g', name: 'variation selectors', text: 'CM01\uFE0F\u{E0100}'},
  {id: 'T1h', name: 'a flood of combining marks', text: `CM01${'\u0301\u0323\u20DD'.repeat(100)}.contoso.com`},
  {id: 'T1h', name: 'combining marks without a base', text: '\u0301\u0301CM01'},
  {id: 'T1i', name: '10,000 characters', text: 'A'.repeat(10_000)},
  {id: 'T1i', name: '10,000 wide characters', text: '漢'.repeat(10_000)},
  {id: 'T1i', name: '10,000 escapes', text: '\u001B'.repeat(10_000)},
  {id: 'T1j', name: 'wide characters', text: '漢字サーバー.contoso.com'},
  {id: 'T1j', name: 'pictographs', text: '🖥\u{1F600} CM01'},
  {id: 'T1j', name: 'joined pictographs', text: '\u{1F469}\u200D\u{1F4BB} CM01'},
  {id: 'T2', name: 'a forged row', text: 'CM01\nCM02  off  System  ok'},
  {id: 'T2', name: 'a forged command of a build server', text: '::error::owned'},
  {id: 'T2', name: 'the same on a line of its own', text: 'CM01\r\n::error file=a::owned\n##[error]owned'},
  {id: 'T2', name: 'the same of Azure Pipelines', text: 'CM01 ##vso[task.setvariable variable=x]owned'},
  {id: 'T2', name: 'separators of lines and paragraphs', text: 'CM01\u2028CM02\u2029CM03\u0085CM04'},
];

/** Texts that must come through as they are. */
export const harmlessTexts: readonly string[] = [
  '',
  'CM01.contoso.com',
  'CONTOSO\\svc-proxy',
  '\\x1b is what an escape looks like',
  'Zürich, Straße, naïve café',
  'Zu\u0308rich',
  'ที่ทำงาน',
  'རྒྱུད',
  'က\u103C\u1031\u102C\u1037\u103A',
  'שלום',
  'مرحبا',
  '漢字サーバー',
  '\u1112\u1161\u11AB',
  '\u{1F600}\u{1F5A5}',
  '2001:db8::1',
  'a\u0301\u0323\u0302',
];

/** Matches any character that must never come out of data raw; a line end is one too, so test line by line where lines are meant. */
export const neverRaw = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
