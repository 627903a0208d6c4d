import {describe, expect, test} from 'vitest';
import {bindArguments, type Binding, type Style} from '../../../src/host/runtime/bind-arguments.ts';
import type {CommandSpec} from '../../../src/host/runtime/parameter.ts';
import {testCommand} from './test-command.ts';

/** What was bound besides the server's name, or the id of the refusal. */
function outcome(argv: readonly string[], style: Style = 'powershell', command: CommandSpec = testCommand): unknown {
  const bound = bindArguments(command, argv, {style});
  return bound.kind === 'refused' ? bound.id : Object.fromEntries(bound.values);
}

function refusal(
  argv: readonly string[],
  style: Style = 'powershell',
  command: CommandSpec = testCommand,
): Extract<Binding, {kind: 'refused'}> {
  const bound = bindArguments(command, argv, {style});
  if (bound.kind === 'bound') throw new Error(`bound ${JSON.stringify([...bound.values])}`);
  return bound;
}

describe('one parameter in every spelling', () => {
  const spellings = [
    ['-SiteCode', 'PS1'],
    ['-sitecode', 'PS1'],
    ['-SiteCode:PS1'],
    ['-SiteCode:', 'PS1'],
    ['-SiteC', 'PS1'],
    ['\u2013SiteCode', 'PS1'],
    ['\u2014SiteCode', 'PS1'],
    ['\u2015SiteCode:PS1'],
    ['--site-code', 'PS1'],
    ['--site-code=PS1'],
  ];
  test.each(spellings.flatMap(argv => (['powershell', 'friendly'] as const).map(style => ({argv, style}))))(
    '$argv in $style style',
    ({argv, style}) => {
      expect(outcome(['S1', ...argv], style)).toEqual({SiteSystemServerName: 'S1', SiteCode: 'PS1'});
    },
  );

  test.each([[['-Name', 'S1']], [['--name', 'S1']], [['--server-name=S1']], [['S1']], [['--', 'S1']]])(
    'the name as %j, by alias or position',
    argv => {
      expect(outcome(argv)).toEqual({SiteSystemServerName: 'S1'});
    },
  );

  test.each([
    [['-o', 'json'], {OutputFormat: 'json'}],
    [['-o:json'], {OutputFormat: 'json'}],
    [['-n'], {WhatIf: true}],
    [['-v'], {Verbose: true}],
  ])('one letter, where the parameter has one: %j', (argv, expected) => {
    expect(outcome(['S1', ...argv])).toEqual({SiteSystemServerName: 'S1', ...expected});
  });

  test('an exact name or alias of that letter goes before it', () => {
    const command: CommandSpec = {
      name: 'Get-X',
      parameters: [
        {name: 'Output', short: 'o', type: 'SwitchParameter'},
        {name: 'Other', aliases: ['O'], type: 'SwitchParameter'},
      ],
    };
    expect(outcome(['-o'], 'powershell', command)).toEqual({Other: true});
  });

  test("a command's own parameter goes before a common one with the same beginning", () => {
    expect(outcome(['S1', '-W', '1:00'])).toEqual({SiteSystemServerName: 'S1', Wait: '1:00'});
  });

  test('after -- everything is a value', () => {
    expect(outcome(['--site-code', 'PS1', '--', '--what-if'])).toEqual({
      SiteCode: 'PS1',
      SiteSystemServerName: '--what-if',
    });
  });

  test('a dash alone and a dash before a digit begin a value', () => {
    expect(outcome(['-', '-SiteCode', '-5'])).toEqual({SiteSystemServerName: '-', SiteCode: '-5'});
  });

  test('a name that begins with a dash is given with its parameter', () => {
    expect(outcome(['S1', '--site-code=-x'])).toEqual({SiteSystemServerName: 'S1', SiteCode: '-x'});
    expect(outcome(['S1', '-SiteCode:-x'])).toEqual({SiteSystemServerName: 'S1', SiteCode: '-x'});
  });
});

describe('values after PowerShell\u2019s spelling', () => {
  test.each([
    [['-EnableProxy', '$true'], {EnableProxy: true}],
    [['-EnableProxy', '$FALSE'], {EnableProxy: false}],
    [['-EnableProxy:1'], {EnableProxy: true}],
    [['-EnableProxy', '0'], {EnableProxy: false}],
    [['-PassThru'], {PassThru: true}],
    [['-PassThru:$false'], {PassThru: false}],
    [['-Confirm:$false', '-WhatIf'], {Confirm: false, WhatIf: true}],
    [['-ProxyAccessAccount', '$null'], {ProxyAccessAccount: null}],
    [['-ProxyAccessAccount', 'CONTOSO\\svc'], {ProxyAccessAccount: 'CONTOSO\\svc'}],
    [['-ProxyServerPort', '8080'], {ProxyServerPort: 8080}],
    [['-ProxyServerPort', '0x1F90'], {ProxyServerPort: 8080}],
    [['-SiteCode', '$true'], {SiteCode: 'True'}],
    // As PowerShell hands $true, -Name:$true and -Switch:$false to a program.
    [['-EnableProxy', 'True'], {EnableProxy: true}],
    [['-EnableProxy:False'], {EnableProxy: false}],
    [['-PassThru:False'], {PassThru: false}],
    [['-SiteCode', '$200 a month'], {SiteCode: '$200 a month'}],
    [['-SiteCode', ''], {SiteCode: ''}],
    [['-OutputFormat', 'JSON'], {OutputFormat: 'json'}],
    [['-Server', 'a,b'], {Server: ['a', 'b']}],
    [['-Server', 'a, b'], {Server: ['a', 'b']}],
    [['-Server', 'a'], {Server: ['a']}],
    [['-Wait', '30s'], {Wait: '30s'}],
  ])('%j', (argv, expected) => {
    expect(outcome(['S1', ...argv])).toEqual({SiteSystemServerName: 'S1', ...expected});
  });

  test('quotes that the shell left are part of the value, with a warning', () => {
    const bound = bindArguments(testCommand, ["'S1'"], {style: 'powershell'});
    expect(bound).toMatchObject({
      kind: 'bound',
      warnings: [
        "The value of parameter 'SiteSystemServerName' has quotes around it, and they are taken as part of the value.",
      ],
    });
  });
});

describe('values after the shell\u2019s spelling are taken as they are', () => {
  test.each([
    [['--enable-proxy', 'true'], {EnableProxy: true}],
    [['--enable-proxy=False'], {EnableProxy: false}],
    [['--enable-proxy', '$true'], {EnableProxy: true}],
    [['--pass-thru=false'], {PassThru: false}],
    [['--dry-run'], {WhatIf: true}],
    [['--proxy-access-account', '$null'], {ProxyAccessAccount: null}],
    [['--site-code', '$null'], {SiteCode: '$null'}],
    [['--site-code', '$server'], {SiteCode: '$server'}],
    [['--site-code', '$(Get-X)'], {SiteCode: '$(Get-X)'}],
    [['--site-code=a=b'], {SiteCode: 'a=b'}],
    [['--site-code='], {SiteCode: ''}],
    [['--server', 'a,b', '--server', 'c'], {Server: ['a,b', 'c']}],
  ])('%j', (argv, expected) => {
    expect(outcome(['S1', ...argv], 'friendly')).toEqual({SiteSystemServerName: 'S1', ...expected});
  });

  test('a list may be repeated in either spelling of a friendly command', () => {
    expect(outcome(['S1', '-Server', 'a', '--server', 'b', '-Server', 'c,d'], 'friendly')).toEqual({
      SiteSystemServerName: 'S1',
      Server: ['a', 'b', 'c', 'd'],
    });
  });

  test('a positional list of a friendly command takes all that is left', () => {
    const command: CommandSpec = {name: 'Start-X', parameters: [{name: 'Server', type: 'String[]', position: 0}]};
    expect(outcome(['a', 'b,c', '--server', 'd', '$x'], 'friendly', command)).toEqual({
      Server: ['d', 'a', 'b,c', '$x'],
    });
    expect(outcome(['a', 'b'], 'powershell', command)).toBe('PositionalParameterNotFound');
  });
});

describe('refusals in PowerShell\u2019s words', () => {
  const cases: readonly (readonly [readonly string[], string, string])[] = [
    [
      ['S1', '-Bogus', '1'],
      'NamedParameterNotFound',
      "A parameter cannot be found that matches parameter name 'Bogus'.",
    ],
    [['S1', 'S2'], 'PositionalParameterNotFound', "A positional parameter cannot be found that accepts argument 'S2'."],
    [
      ['S1', '-SiteCode', '-PassThru'],
      'MissingArgument',
      "Missing an argument for parameter 'SiteCode'. Specify a parameter of type 'System.String' and try again.",
    ],
    [
      ['S1', '-SiteCode', '--', 'x'],
      'MissingArgument',
      "Missing an argument for parameter 'SiteCode'. Specify a parameter of type 'System.String' and try again.",
    ],
    [
      ['S1', '--server'],
      'MissingArgument',
      "Missing an argument for parameter 'Server'. Specify a parameter of type 'System.String[]' and try again.",
    ],
    [['S1', '-Server', 'a,,b'], 'MissingArgument', 'Missing argument in parameter list.'],
    [
      ['S1', '-Si', 'x'],
      'AmbiguousParameter',
      "Parameter cannot be processed because the parameter name 'Si' is ambiguous. Possible matches include: -SiteSystemServerName -SiteCode.",
    ],
    [
      ['-Name', 'S1', '--server-name', 'S2'],
      'ParameterAlreadyBound',
      'Cannot bind parameter because parameter \'SiteSystemServerName\' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".',
    ],
    [
      ['-Id', '5', '-Name', 'S1'],
      'AmbiguousParameterSet',
      'Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.',
    ],
    [
      ['-SiteCode', 'PS1'],
      'MissingMandatoryParameter',
      'Cannot process command because of one or more missing mandatory parameters: SiteSystemServerName.',
    ],
    [
      ['S1', '-EnableProxy', 'true'],
      'CannotConvertArgument',
      "Cannot convert 'System.String' to the type 'System.Boolean' required by parameter 'EnableProxy'. Write -EnableProxy:$true or -EnableProxy:$false.",
    ],
    [
      ['S1', '--enable-proxy', 'yes'],
      'CannotConvertArgument',
      "Cannot convert 'System.String' to the type 'System.Boolean' required by parameter 'EnableProxy'. Write --enable-proxy=true or --enable-proxy=false.",
    ],
    [
      ['S1', '-PassThru:false'],
      'CannotConvertArgument',
      "Cannot convert 'System.String' to the type 'System.Management.Automation.SwitchParameter' required by parameter 'PassThru'. Write -PassThru:$true or -PassThru:$false.",
    ],
    [
      ['S1', '-ProxyServerPort', 'abc'],
      'CannotConvertArgumentNoMessage',
      'Cannot bind parameter \'ProxyServerPort\'. Cannot convert value "abc" to type "System.UInt32". Error: "The input string \'abc\' was not in a correct format."',
    ],
    [
      ['S1', '-ProxyServerPort', '-1'],
      'CannotConvertArgumentNoMessage',
      'Cannot bind parameter \'ProxyServerPort\'. Cannot convert value "-1" to type "System.UInt32". Error: "Value was either too large or too small for a UInt32."',
    ],
    [
      ['-Id', '99999999999'],
      'CannotConvertArgumentNoMessage',
      'Cannot bind parameter \'Id\'. Cannot convert value "99999999999" to type "System.Int32". Error: "Value was either too large or too small for an Int32."',
    ],
    [
      ['S1', '-ProxyServerPort', '70000'],
      'ParameterArgumentValidationError',
      "Cannot validate argument on parameter 'ProxyServerPort'. The 70000 argument is greater than the maximum allowed range of 65535. Supply an argument that is less than or equal to 65535 and then try the command again.",
    ],
    [
      ['S1', '--proxy-server-port=0'],
      'ParameterArgumentValidationError',
      "Cannot validate argument on parameter 'ProxyServerPort'. The 0 argument is less than the minimum allowed range of 1. Supply an argument that is greater than or equal to 1 and then try the command again.",
    ],
    [
      ['S1', '-OutputFormat', 'xml'],
      'ParameterArgumentValidationError',
      'Cannot validate argument on parameter \'OutputFormat\'. The argument "xml" does not belong to the set "table,plain,json,csv" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.',
    ],
    [
      [''],
      'ParameterArgumentValidationError',
      "Cannot validate argument on parameter 'SiteSystemServerName'. The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.",
    ],
    [
      ['S1', '-SiteCode', '$null'],
      'ParameterArgumentValidationErrorNullNotAllowed',
      "Cannot bind argument to parameter 'SiteCode' because it is null.",
    ],
    [
      ['S1', '--enable-proxy', '$null'],
      'ParameterArgumentValidationErrorNullNotAllowed',
      "Cannot bind argument to parameter 'EnableProxy' because it is null.",
    ],
    [
      ['S1', '-NotBefore', ''],
      'ParameterArgumentValidationErrorEmptyStringNotAllowed',
      "Cannot bind argument to parameter 'NotBefore' because it is an empty string.",
    ],
    [
      ['S1', '-SiteCode', '$site'],
      'ExpressionNotAllowed',
      "Cannot bind parameter 'SiteCode'. '$site' is an expression, and expressions belong in a script. Write the value itself, or --site-code=VALUE to have it taken as it stands.",
    ],
  ];

  test.each(cases)('%j: %s', (argv, id, message) => {
    expect(refusal(argv)).toMatchObject({id, message});
  });

  test.each(['$(Get-X)', '${env:x}', '$env:COMPUTERNAME', '@(1)', "@{a='b'}", '$_'])('%s is an expression', text => {
    expect(refusal(['S1', '-SiteCode', text]).id).toBe('ExpressionNotAllowed');
  });

  test('an account from a command is an expression too', () => {
    expect(refusal(['S1', '-ProxyAccessAccount', '(Get-CMAccount -UserName x)']).id).toBe('ExpressionNotAllowed');
    expect(outcome(['S1', '-SiteCode', '(x)'])).toEqual({SiteSystemServerName: 'S1', SiteCode: '(x)'});
  });

  test.each(['', ' ', ' 80', '80.5', '8kb', '1e3', '\u0661', '8080abc', 'NaN', 'Infinity'])('%j is no port', text => {
    expect(refusal(['S1', '-ProxyServerPort', text]).id).toBe('CannotConvertArgumentNoMessage');
  });

  test.each([
    ['a switch twice', ['S1', '-PassThru', '--pass-thru']],
    ['a list twice in PowerShell\u2019s spelling', ['S1', '-Server', 'a', '-Server', 'b']],
  ])('%s is refused', (_, argv) => {
    expect(refusal(argv).id).toBe('ParameterAlreadyBound');
  });

  test('what an unquoted $true leaves in other shells is explained', () => {
    expect(refusal(['S1', '-EnableProxy']).message).toContain("quote it as '$true', or write --enable-proxy=true");
    expect(refusal(['S1', '-Confirm:']).message).toContain('--confirm=true');
    expect(refusal(['S1', '-EnableProxy', '-PassThru']).id).toBe('MissingArgument');
  });

  test('a null without a place is refused for a switch and where a value must be', () => {
    expect(refusal(['S1', '-WhatIf:$null']).id).toBe('CannotConvertArgument');
    expect(refusal(['$null']).message).toContain('The argument is null or empty.');
  });
});

describe('suggestions are named and never run', () => {
  test.each([
    [['S1', '--site-cod', 'x'], '--site-code'],
    [['S1', '--SiteCode', 'x'], '--site-code'],
    [['S1', '--sitecode', 'x'], '--site-code'],
    [['S1', '--site', 'x'], undefined],
    [['S1', '-SiteCoed', 'x'], '-SiteCode'],
    [['S1', '-site-code', 'x'], '--site-code'],
    [['S1', '\u2013site-code', 'x'], '--site-code'],
    [['S1', '-SiteCode=PS1'], '-SiteCode:PS1'],
    [['S1', '-o=json'], '-o:json'],
    [['S1', '--no-verbose'], undefined],
    [['S1', '-OutputFormat', 'jsn'], 'json'],
    [['S1', '--site-code', '-x'], '--site-code=-x'],
    [['S1', '-WhatIf', '$false'], '-WhatIf:$false'],
    [['-WhatIf', '$true', 'S1'], '-WhatIf:$true'],
  ])('%j: %s', (argv, suggestion) => {
    expect(refusal(argv).suggestion).toBe(suggestion);
  });

  test('a refused name is told in Pascal case, so that the caller can know it', () => {
    expect(refusal(['S1', '--input-object', 'x']).parameter).toBe('InputObject');
    expect(refusal(['S1', '-inputobject', 'x']).parameter).toBe('inputobject');
  });
});

describe('parameter sets', () => {
  test('a set is chosen by what is given', () => {
    expect(outcome(['-Id', '5'])).toEqual({Id: 5});
  });

  test('a position of another set is no place', () => {
    expect(refusal(['-Id', '5', 'S1']).id).toBe('PositionalParameterNotFound');
  });

  const noDefault: CommandSpec = {
    name: 'Get-X',
    parameters: [
      {name: 'A', type: 'String', sets: ['One']},
      {name: 'B', type: 'String', sets: ['Two']},
    ],
  };

  test('without a default set, what is left open is ambiguous', () => {
    expect(refusal([], 'powershell', noDefault).id).toBe('AmbiguousParameterSet');
    expect(outcome(['-B', 'x'], 'powershell', noDefault)).toEqual({B: 'x'});
  });

  test('the set that lacks nothing goes before the default one', () => {
    const command: CommandSpec = {
      name: 'Get-X',
      defaultParameterSet: 'One',
      parameters: [
        {name: 'A', type: 'String', mandatory: true, sets: ['One']},
        {name: 'B', type: 'String', sets: ['Two']},
      ],
    };
    expect(outcome([], 'powershell', command)).toEqual({});
  });

  test('two parameters with one position: the default set first', () => {
    const command: CommandSpec = {
      name: 'Get-X',
      defaultParameterSet: 'Two',
      parameters: [
        {name: 'A', type: 'String', position: 0, sets: ['One']},
        {name: 'B', type: 'String', position: 0, sets: ['Two']},
      ],
    };
    expect(outcome(['x'], 'powershell', command)).toEqual({B: 'x'});
  });
});
