// Writes wizards/site-system-proxy.schema.json from the wizard's own definition. Run: npm run schema
import {writeFileSync} from 'node:fs';
import {answersJsonSchema} from './answers-json-schema.ts';

const file = new URL('../wizards/site-system-proxy.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(answersJsonSchema(), null, 2)}\n`);
