// JSON schemas of every message of the Language Server Protocol, made from the TypeScript types that VS Code's own client is
// compiled against. Two of them: `lax` is what the protocol demands, `exact` also objects to properties that it doesn't know.
//
//     node schema.mjs FILE
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { createGenerator } from 'ts-json-schema-generator';

const here = dirname(fileURLToPath(import.meta.url));
const api = join(here, '../node_modules/vscode-languageserver-protocol/lib/common/api.d.ts');
const options = { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, skipLibCheck: true, strict: true };

/** Messages that the package declares in its JSON-RPC layer, without types of their own. */
const BASIC = {
  '$/cancelRequest': { request: false, params: '{ id: integer | string }' },
  '$/progress': { request: false, params: '{ token: integer | string, value: any }' },
  '$/setTrace': { request: false, params: "{ value: 'off' | 'messages' | 'verbose' }" },
  '$/logTrace': { request: false, params: '{ message: string, verbose?: string }' },
};

/** Every namespace `XRequest { const method: '…'; const type: ProtocolRequestType<…> }` that the package exports. */
function messages(checker, exported) {
  const found = { ...BASIC };
  for (const symbol of exported) {
    const constants = new Map();
    for (const part of symbol.declarations?.filter(ts.isModuleDeclaration) ?? []) {
      for (const statement of ts.isModuleBlock(part.body ?? part) ? part.body.statements : []) {
        if (ts.isVariableStatement(statement)) {
          for (const { name, type } of statement.declarationList.declarations) constants.set(name.getText(), type);
        }
      }
    }
    const method = constants.get('method')?.literal?.text;
    const type = constants.get('type');
    const kind = type && ts.isTypeReferenceNode(type) ? type.typeName.getText() : '';
    const form = /^Protocol(Request|Notification)Type(0?)$/.exec(kind);
    if (method && form) found[method] = message(form[1] === 'Request', form[2] === '0', (type.typeArguments ?? []).map((t) => t.getText()));
  }
  return found;
}

function message(request, withoutParams, types) {
  const or = (type, absent) => (!type || ['void', 'never', 'undefined'].includes(type) ? absent : type);
  const params = withoutParams ? 'null' : or(types[0], 'null');
  return request ? { request, params, result: or(types[withoutParams ? 0 : 1], 'null') } : { request, params };
}

function source(all, exported) {
  const lines = Object.entries(all).flatMap(([method, { params, result }]) => [
    `  ${JSON.stringify(method + ' params')}: ${params};`,
    ...(result ? [`  ${JSON.stringify(method + ' result')}: ${result};`] : []),
  ]);
  const names = new Set(lines.join(' ').match(/\b[A-Z]\w+\b/g));
  const imports = exported.map((symbol) => symbol.name).filter((name) => names.has(name));
  return [
    `import type { ${imports.join(', ')} } from 'vscode-languageserver-protocol';`,
    'type integer = number;',
    'export interface Messages {', ...lines, '}', '',
  ].join('\n');
}

/** The types say `number` where the protocol says which numbers, and `string` where it says URI. */
function sharpen(schema) {
  const { definitions } = schema;
  const refine = (name, rule) => { if (definitions[name]) definitions[name] = { ...definitions[name], ...rule }; };
  refine('uinteger', { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1 });
  refine('integer', { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 });
  refine('DocumentUri', { pattern: '^[A-Za-z][A-Za-z0-9+.-]*:' });
  return schema;
}

const program = ts.createProgram([api], options);
const checker = program.getTypeChecker();
const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(api)))
  .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
const all = messages(checker, exported);

const scratch = mkdtempSync(join(here, '.schema-')); // beside node_modules, so that the import is found
try {
  const path = join(scratch, 'messages.ts');
  const tsconfig = join(scratch, 'tsconfig.json');
  writeFileSync(path, source(all, exported));
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions: { module: 'node16', moduleResolution: 'node16', skipLibCheck: true, strict: true }, files: ['messages.ts'] }));
  const schema = (additionalProperties) =>
    sharpen(createGenerator({ path, tsconfig, type: 'Messages', skipTypeCheck: true, additionalProperties }).createSchema('Messages'));
  const requests = Object.fromEntries(Object.entries(all).map(([method, { request }]) => [method, request]));
  mkdirSync(dirname(process.argv[2]), { recursive: true });
  writeFileSync(process.argv[2], JSON.stringify({ requests, lax: schema(true), exact: schema(false) }));
  console.log(`${Object.keys(all).length} messages, ${Object.keys(JSON.parse(readFileSync(process.argv[2])).lax.definitions).length} types`);
} finally {
  rmSync(scratch, { recursive: true });
}
