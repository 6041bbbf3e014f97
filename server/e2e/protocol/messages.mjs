// Says what is wrong with a message: the schemas, and the rules of JSON-RPC that no schema holds.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

const { requests, lax, exact } = JSON.parse(readFileSync(new URL('../../target/e2e/schema.json', import.meta.url)));
const ajv = new Ajv({ strict: false, allErrors: true }).addSchema(lax, 'lax').addSchema(exact, 'exact');

/** Whether the protocol has this message: 'request', 'notification' or undefined. */
export const kindOf = (method) => (method in requests ? (requests[method] ? 'request' : 'notification') : undefined);

/** What the schema of `method`'s params or result has against this value; the properties that it doesn't know count too. */
export function faults(method, part, value) {
  return check('lax', `${method} ${part}`, value) ?? check('exact', `${method} ${part}`, value) ?? [];
}

function check(schema, key, value) {
  const pointer = key.replaceAll('~', '~0').replaceAll('/', '~1').split('').map(encodeURIComponent).join('');
  const valid = ajv.getSchema(`${schema}#/definitions/Messages/properties/${pointer}`);
  if (!valid) return [`the protocol has no ${key}`];
  if (valid(value)) return undefined;
  const reasons = new Set(valid.errors.map((e) => `${e.instancePath || '/'} ${e.message} ${e.params.additionalProperty ?? ''}`.trim()));
  return [`${key}: ${[...reasons].slice(0, 4).join('; ')} in ${JSON.stringify(value).slice(0, 300)}`];
}
