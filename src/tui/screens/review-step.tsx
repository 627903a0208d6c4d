// Step 4: the review, the consent, the run and its end.
import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import {planText} from '../../cmdlets/views/plan-view.ts';
import {countText} from '../../cmdlets/views/summary.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {planOfState, type Plan} from '../../wizard/plan-of-state.ts';
import {endLines, progressLines} from '../../wizard/end-text.ts';
import {Frame, frameRows} from '../components/frame.tsx';
import {LineText, Lines, textLines} from '../components/lines.tsx';
import {Choice} from '../fields/choice.tsx';
import {PasswordField} from '../fields/password-field.tsx';
import {TextField} from '../fields/text-field.tsx';
import type {ScreenProps} from '../screen-props.ts';

interface ReviewProps extends ScreenProps {
  /** The line that will run, for people. */
  readonly command: string;
  readonly script: string;
  readonly undoScript: string;
  readonly onPassword: (password: string) => void;
}

const keysOf = {
  review: 'enter write  s script  d undo script  arrows scroll  esc back  ctrl+c cancel',
  confirm: 'enter choose   esc back   ctrl+c cancel',
  password: 'enter write   esc back   ctrl+c cancel',
  run: 'ctrl+c finish the server in hand and stop; twice: stop now',
  end: 'any key leaves',
} as const;

export function ReviewStep(props: ReviewProps): ReactElement {
  const {state, width, height} = props;
  const made = planOfState(state);
  const phase =
    state.phase === 'confirm' || state.phase === 'password' || state.phase === 'run' || state.phase === 'end'
      ? state.phase
      : 'review';
  return (
    <Frame
      state={state}
      width={width}
      step="review"
      title={phase === 'end' ? 'Done' : phase === 'run' ? 'Writing' : 'Review and OK'}
      keys={keysOf[phase]}
    >
      {made.kind === 'refused' ? (
        <Text wrap="wrap">{made.why}</Text>
      ) : (
        <Body {...props} plan={made.plan} phase={phase} rows={Math.max(1, height - frameRows)} />
      )}
    </Frame>
  );
}

function Body({
  state,
  dispatch,
  plan,
  phase,
  rows,
  width,
  command,
  script,
  undoScript,
  onPassword,
}: ReviewProps & {plan: Plan; phase: keyof typeof keysOf; rows: number}): ReactElement {
  if (phase === 'run' || phase === 'end') {
    const lines =
      state.progress === null
        ? []
        : phase === 'end'
          ? endLines(plan, state.progress)
          : progressLines(plan, state.progress);
    return (
      <Lines
        lines={[
          ...wrapText(`Runs: ${command}`, width).map(text => ({text, look: 'dim' as const})),
          {text: ''},
          ...lines.flatMap(text => wrapText(text, width)).map(text => ({text})),
        ]}
        height={rows}
        from={phase === 'run' ? Number.MAX_SAFE_INTEGER : 0}
      />
    );
  }
  if (phase === 'confirm')
    return <Confirm state={state} dispatch={dispatch} plan={plan} command={command} width={width} />;
  if (phase === 'password') {
    const names = plan.changes.flatMap(change =>
      change.object === 'account' ? [`${change.userName} at ${change.siteCode}`] : [],
    );
    return (
      <Box flexDirection="column">
        <LineText line={{text: `New account: ${names.join(', ')}`}} />
        <PasswordField label="Password" onDone={onPassword} onRefused={text => dispatch({type: 'say', text})} />
      </Box>
    );
  }
  const text = state.view === 'script' ? script : state.view === 'undoScript' ? undoScript : planText(plan, width);
  const tail =
    state.view === 'plan'
      ? [{text: ''}, ...wrapText(`Will run: ${command}`, width).map(line => ({text: line, look: 'dim' as const}))]
      : [];
  return <Lines lines={[...textLines(text), ...tail]} height={rows} from={state.scroll} />;
}

function Confirm({
  state,
  dispatch,
  plan,
  command,
}: Pick<ReviewProps, 'state' | 'dispatch' | 'command' | 'width'> & {plan: Plan}): ReactElement {
  const writes = countText(plan.changes.length, 'write');
  if (plan.confirm !== null) {
    return (
      <Box flexDirection="column">
        <LineText
          line={{
            text: `This plan touches the service connection point's server: all cloud features follow it.`,
            look: 'warning',
          }}
        />
        <Box>
          <Text>
            Type {plan.confirm} and Enter for {writes}:{' '}
          </Text>
          <TextField
            value={state.confirmation}
            width={10}
            focus
            onChange={text => dispatch({type: 'confirmation', text})}
            onRefused={text => dispatch({type: 'say', text})}
          />
        </Box>
        <LineText line={{text: `Runs: ${command}`, look: 'dim'}} />
      </Box>
    );
  }
  return (
    <Box flexDirection="column">
      <Text>{writes} to the site now?</Text>
      <Choice
        items={[
          {label: 'Go back to the review', value: 'back'},
          {label: `OK: ${writes}`, value: 'write'},
        ]}
        onChoose={value => {
          if (value === 'back') dispatch({type: 'back'});
          else {
            dispatch({type: 'confirmation', text: 'yes'});
            dispatch({type: 'confirm'});
          }
        }}
      />
      <LineText line={{text: `Runs: ${command}`, look: 'dim'}} />
    </Box>
  );
}
