// The JSON Schema of answer files, made from the wizard's own questions and the keys that the reader takes.
import {fieldDefinitions, type FieldDefinition} from '../src/model/fields.ts';
import {conditionKeys, type ConditionKey} from '../src/model/select-servers.ts';
import {answersSchema} from '../src/wizard/answer-file/answer-file.ts';
import {forbidden, groups} from '../src/wizard/answer-file/answer-keys.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = {type: 'string', minLength: 1};
const texts: Schema = {type: 'array', items: text};

/** JSON Schema 2020-12. What it takes has the right shape; whether the values are right for a site, a plan says. */
export function answersJsonSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://cmproxy.invalid/site-system-proxy.schema.json',
    title: 'Answers of the cmproxy wizard',
    description: 'What is not said is kept: each server its own value. A password is never here: an account is named.',
    type: 'object',
    additionalProperties: false,
    required: ['schema'],
    oneOf: [{required: ['servers']}, {required: ['select']}],
    properties: {
      schema: {description: 'What this file is, and of which version.', const: answersSchema},
      wizard: {description: 'The wizard whose answers these are; there is one.', const: 'site-system-proxy'},
      recorded: {
        description: 'Where and when the answers were given; another site or release is warned of.',
        type: 'object',
        additionalProperties: false,
        properties: {
          at: {...text, description: 'The time, in UTC.'},
          by: {...text, description: 'The version of cmproxy.'},
          connection: {...text, description: 'The connection that was open.'},
          siteCodes: {...texts, description: 'The sites of the servers.'},
          releases: {...texts, description: 'The Configuration Manager releases of these sites.'},
        },
      },
      ticket: {...text, description: 'The number of the change request.'},
      servers: {...texts, minItems: 1, uniqueItems: true, description: 'SERVER or SITE/SERVER.'},
      select: {
        description: 'Servers by what they are or have when the answers are used; all conditions must hold.',
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: Object.fromEntries(
          conditionKeys.map(key => [key, {description: conditionHelp[key], ...conditionSchema(key)}]),
        ),
      },
      ...settings(),
      overrides: {
        description: 'Exceptions by server, as it stands in servers.',
        type: 'object',
        propertyNames: {minLength: 1, not: {enum: [...forbidden]}},
        additionalProperties: {
          description: 'What this server gets otherwise.',
          type: 'object',
          additionalProperties: false,
          properties: settings(),
          anyOf: groups.map(group => ({required: [group], properties: {[group]: {type: 'object', minProperties: 1}}})),
        },
      },
      ask: {
        description: 'Asked each time, although they are answered here.',
        type: 'array',
        items: {enum: fieldDefinitions.map(({key}) => key)},
      },
    },
  };
}

const groupHelp: Readonly<Record<(typeof groups)[number], string>> = {
  proxy: 'The proxy of the site system server. What is left out is kept.',
  softwareUpdatePoint: 'What a software update point does with the proxy of its server.',
};

const conditionHelp: Readonly<Record<ConditionKey, string>> = {
  site: 'Servers of this site code.',
  role: 'Servers with this role: its name in the console, its short name, or its name at the provider.',
  state: 'Servers whose state is this, as status shows it.',
  account: 'Servers whose proxy uses this account, or system.',
  'proxy.enabled': 'Servers whose proxy is on, or off.',
  'proxy.serverName': 'Servers that have this proxy.',
  'proxy.port': 'Servers whose proxy has this port.',
};

function settings(): Schema {
  return Object.fromEntries(
    groups.map(group => [
      group,
      {
        description: groupHelp[group],
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          fieldDefinitions
            .filter(({key}) => key.startsWith(`${group}.`))
            .map(field => [field.key.slice(group.length + 1), fieldSchema(field)]),
        ),
        ...(group === 'proxy' ? nothingBesideOff : {}),
      },
    ]),
  );
}

function fieldSchema({title, help, value}: FieldDefinition): Schema {
  return {title, description: help, ...valueSchemas[value]};
}

/** CMP005: a name, a port or an account stands beside `enabled: false`. */
const nothingBesideOff: Schema = {
  if: {required: ['enabled'], properties: {enabled: {const: false}}},
  // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
  then: {properties: {serverName: false, port: false, account: false}},
};

const port: Schema = {
  anyOf: [
    {type: 'integer', minimum: 1, maximum: 65535},
    {
      type: 'string',
      pattern: '^(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$',
    },
  ],
};

const valueSchemas: Readonly<Record<FieldDefinition['value'], Schema>> = {boolean: {type: 'boolean'}, text, port};

function conditionSchema(key: ConditionKey): Schema {
  if (key === 'state') return {enum: ['ok', 'information', 'warning', 'fault', 'unknown']};
  if (key === 'proxy.enabled')
    return {
      anyOf: [{type: 'boolean'}, {type: 'string', pattern: '^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$'}],
    };
  return key === 'proxy.port' ? port : text;
}
