// Draws the rows of a screen; the field among them gets the keyboard.
import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import {textWidth} from '../../terminal/text-width.ts';
import {Choice} from '../fields/choice.tsx';
import {FilterField} from '../fields/filter-field.tsx';
import {PasswordField} from '../fields/password-field.tsx';
import {TextField} from '../fields/text-field.tsx';
import type {ScreenRow} from '../rows.ts';
import {LineText} from './lines.tsx';

interface Told {
  readonly onType: (text: string) => void;
  readonly onRefused: (text: string) => void;
  readonly onPassword?: (password: string) => void;
  /** A paste into a field for lists. */
  readonly onList?: (text: string) => void;
  readonly onChoose?: (value: string) => void;
}

interface Props extends Told {
  readonly rows: readonly ScreenRow[];
  /** Cells. */
  readonly width: number;
}

export function Rows({rows, width, ...told}: Props): ReactElement {
  return (
    <Box flexDirection="column" width={width}>
      {rows.map((row, index) => (
        <Row key={index} row={row} width={width} {...told} />
      ))}
    </Box>
  );
}

function Row({
  row,
  width,
  onType,
  onRefused,
  onPassword,
  onList,
  onChoose,
}: Told & {row: ScreenRow; width: number}): ReactElement {
  if (row.kind === 'line') return <LineText line={row.line} />;
  if (row.kind === 'choice') return <Choice items={row.items} onChoose={value => onChoose?.(value)} />;
  if (row.style === 'password')
    return <PasswordField label={row.label} onDone={password => onPassword?.(password)} onRefused={onRefused} />;
  const room = Math.max(4, Math.min(row.width ?? width, width - textWidth(row.label)));
  return (
    <Box>
      <Text wrap="truncate">{row.label}</Text>
      {row.style === 'filter' ? (
        <FilterField value={row.value} width={room} onChange={onType} onRefused={onRefused} />
      ) : (
        <TextField
          value={row.value}
          width={room}
          placeholder={row.placeholder ?? ''}
          escapeBeyondAscii={row.style === 'proxyName'}
          focus
          onPaste={row.style === 'list' ? onList : undefined}
          onChange={onType}
          onRefused={onRefused}
        />
      )}
    </Box>
  );
}
