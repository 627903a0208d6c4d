// A screen with every mode of the terminal on, and keys that end it in every bad way. Arguments: main|alternate, a file for what signals found, and stay.
import {Box, Text, useApp, useInput} from 'ink';
import {appendFileSync} from 'node:fs';
import {useState, type ReactElement} from 'react';
import {TextField} from '../../src/tui/fields/text-field.tsx';
import {toKey} from '../../src/tui/keys.ts';
import {showScreen} from '../../src/tui/show-screen.tsx';
import {useScreenSize} from '../../src/tui/screen-size.ts';
import {signalExitCodes} from '../../src/tui/terminal-guard.ts';

const [where, file = '', policy] = process.argv.slice(2);

function Broken(): never {
  throw new Error('thrown while drawing');
}

const bad: Readonly<Record<string, () => void>> = {
  f2: () => {
    throw new Error('thrown in a key');
  },
  f3: () => void Promise.reject(new Error('nobody caught this')),
  f4: () => process.exit(7),
};

function Screen(): ReactElement {
  const {exit} = useApp();
  const {width, height} = useScreenSize();
  const [text, setText] = useState('');
  const [broken, setBroken] = useState(false);
  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key?.name === 'ctrl+c') exit();
    else if (key?.name === 'f1') setBroken(true);
    else if (key !== null) bad[key.name]?.();
  });
  return (
    <Box flexDirection="column">
      <Text>
        screen {width}x{height} pid {process.pid}
      </Text>
      <TextField value={text} width={20} focus onChange={setText} onRefused={setText} />
      {broken ? <Broken /> : null}
    </Box>
  );
}

process.stdout.write('before the screen\n');
const screen = showScreen(<Screen />, {
  stdin: process.stdin,
  stdout: process.stdout,
  alternateScreen: where === 'alternate',
  onSignal: signal => {
    appendFileSync(file, `${signal}\n`);
    return policy === 'stay' ? 'stay' : 'leave';
  },
});
const end = await screen.end.catch((error: unknown) => {
  process.stderr.write(`rejected: ${String(error)}\n`);
  return null;
});
if (end?.kind === 'signal') process.exit(signalExitCodes[end.signal]);
process.exit(end === null ? 1 : 0);
