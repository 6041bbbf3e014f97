import assert from 'node:assert/strict';
import { command, sample } from '../servers.mjs';
import { Client } from './client.mjs';

/** Runs `body` with a client of a new server; whatever happened, nothing of it is left, and nothing that was wrong is forgotten. */
export async function withClient(body, { server = command, root = sample.root } = {}) {
  const client = new Client(server, root);
  try {
    await body(client);
  } catch (e) {
    e.message += client.problems.map((p) => `\n  ${p}`).join('') + (client.stderr ? `\n  standard error: ${client.stderr.slice(-500)}` : '');
    throw e;
  } finally {
    await client.kill();
  }
  assert.deepEqual(client.problems, []);
}

/** The same after `initialize`, with a polite end. */
export const withSession = (body, { initialize, ...options } = {}) =>
  withClient(async (client) => {
    await client.initialize(initialize);
    await body(client);
    assert.equal(await client.shutdown(), null);
    assert.deepEqual(await client.exited, { code: 0, signal: null });
  }, options);

export const refused = (code) => (e) => {
  assert.equal(e.code, code, e.message);
  return true;
};
