// The fields of the screens in a program of their own. Argument: which one.
import {Box, Text, render, useApp, useInput} from 'ink';
import {useState, type ReactElement} from 'react';
import {Choice} from '../../src/tui/fields/choice.tsx';
import {FilterField} from '../../src/tui/fields/filter-field.tsx';
import {PasswordField} from '../../src/tui/fields/password-field.tsx';
import {TextField} from '../../src/tui/fields/text-field.tsx';
import {toKey} from '../../src/tui/keys.ts';
import {pacedStdin} from '../../src/tui/paced-stdin.ts';

const fieldNames = ['name', 'port'] as const;

function Fields({start}: {readonly start: string}): ReactElement {
  const {exit} = useApp();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({name: start, port: '8080'});
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState('');
  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key?.name === 'ctrl+c') exit();
    if (key?.name === 'down' || key?.name === 'tab') setAt(1);
    if (key?.name === 'up' || key?.name === 'shiftTab') setAt(0);
    if (key?.name === 'enter') setSaid(`entered ${JSON.stringify(values['name'])}`);
  });
  return (
    <Box flexDirection="column">
      <Text>Two fields</Text>
      {Array.from({length: 15}, (_, row) => (
        <Text key={row}>row {row}</Text>
      ))}
      {fieldNames.map((name, index) => (
        <Box key={name}>
          <Text>{`${index === at ? '>' : ' '} ${name} `}</Text>
          <TextField
            value={values[name] ?? ''}
            width={22}
            focus={index === at}
            onChange={value => {
              setValues(was => ({...was, [name]: value}));
              setSaid('');
            }}
            onRefused={setSaid}
          />
        </Box>
      ))}
      <Text>value {JSON.stringify(values['name'])}</Text>
      <Text>{said}</Text>
    </Box>
  );
}

function Filter(): ReactElement {
  const {exit} = useApp();
  const [value, setValue] = useState('');
  const [said, setSaid] = useState('');
  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key?.name === 'ctrl+c') exit();
    if (key?.name === 'enter') setSaid(`entered ${JSON.stringify(value)}`);
  });
  return (
    <Box flexDirection="column">
      <Box>
        <Text>Filter: </Text>
        <FilterField
          value={value}
          width={14}
          onChange={next => {
            setValue(next);
            setSaid('');
          }}
          onRefused={setSaid}
        />
        <Text> end</Text>
      </Box>
      <Text>value {JSON.stringify(value)}</Text>
      <Text>{said}</Text>
    </Box>
  );
}

function Password(): ReactElement {
  const {exit} = useApp();
  const [said, setSaid] = useState('');
  useInput((input, inkKey) => {
    if (toKey(input, inkKey)?.name === 'ctrl+c') exit();
  });
  return (
    <Box flexDirection="column">
      <PasswordField
        label="Password"
        onDone={password => setSaid(`${password.length} characters, ${Buffer.from(password).toString('hex')}`)}
        onRefused={setSaid}
      />
      <Text>{said}</Text>
    </Box>
  );
}

function Choose(): ReactElement {
  const {exit} = useApp();
  const [chosen, setChosen] = useState('nothing');
  useInput((input, inkKey) => {
    if (toKey(input, inkKey)?.name === 'ctrl+c') exit();
  });
  return (
    <Box flexDirection="column">
      <Choice
        items={[
          {value: 'back', label: 'Go back'},
          {value: 'write', label: 'OK: 2 writes to bücher\u202E'},
          {value: 'save', label: 'Save only'},
        ]}
        initial="write"
        onChoose={setChosen}
      />
      <Text>chosen {chosen}</Text>
    </Box>
  );
}

const [what, start = ''] = process.argv.slice(2);
const screen =
  what === 'filter' ? (
    <Filter />
  ) : what === 'password' ? (
    <Password />
  ) : what === 'choice' ? (
    <Choose />
  ) : (
    <Fields start={start} />
  );
const app = render(screen, {
  stdin: pacedStdin(process.stdin),
  interactive: true,
  exitOnCtrlC: false,
  incrementalRendering: true,
  maxFps: 15,
});
await app.waitUntilExit();
process.stdin.pause();
