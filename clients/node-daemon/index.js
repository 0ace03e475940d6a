#!/usr/bin/env node
import { parseArgs } from 'node:util';

import { EXIT, Problem } from './problem.js';
import { readSettings, SETTINGS_HELP } from './settings.js';
import { getToken } from './token.js';
import { callApi } from './todos.js';

const HELP = `Usage: node . --op OPERATION [options]

Operations:
  getToDos                           print all to-dos
  addToDo --description TEXT         add one and print it
  deleteToDo --id ID                 delete one

Options:
  -h, --help                         print this

Settings, from the environment:
${SETTINGS_HELP}
Set NODE_EXTRA_CA_CERTS to a CA file if the server's certificate is not publicly trusted.

Exit codes: 0 done, 1 failed, 2 usage or settings, 3 no token, 4 refused by the API, 5 unreachable

Examples:
  node --env-file=.env . --op getToDos
  node --env-file=.env . --op addToDo --description "Buy milk"
`;

const OPERATIONS = {
  getToDos: {
    run: (endpoint, token) => callApi(endpoint, token),
  },
  addToDo: {
    needs: 'description',
    run: (endpoint, token, { description }) => callApi(endpoint, token, { method: 'POST', body: { description } }),
  },
  deleteToDo: {
    needs: 'id',
    run: async (endpoint, token, { id }) => {
      await callApi(endpoint, token, { method: 'DELETE', id });
      return { deleted: id };
    },
  },
};

function readArguments(argv) {
  const text = { type: 'string' };
  const options = { op: text, description: text, id: text, help: { type: 'boolean', short: 'h' } };
  let values;
  try {
    ({ values } = parseArgs({ args: argv, options }));
  } catch (error) {
    throw usage(error.message);
  }
  if (values.help) return values;
  if (!Object.hasOwn(OPERATIONS, values.op ?? '')) {
    throw usage(`--op must be one of ${Object.keys(OPERATIONS).join(', ')}.`);
  }
  const { needs } = OPERATIONS[values.op];
  if (needs && !values[needs]?.trim()) throw usage(`--op ${values.op} needs --${needs}.`);
  return values;
}

function usage(message) {
  return new Problem(message, { advice: 'node . --help shows the options.', exitCode: EXIT.usage });
}

async function main(argv) {
  const values = readArguments(argv);
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const settings = readSettings(process.env);
  const token = await getToken(settings);
  const result = await OPERATIONS[values.op].run(settings.apiEndpoint, token, values);
  console.log(JSON.stringify(result, null, 2));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.advice ? `${error.message}\n${error.advice}` : error.message);
  process.exitCode = error.exitCode;
}
