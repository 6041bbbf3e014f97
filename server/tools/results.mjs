// Writes what built-in functions return, as far as it is a primitive or a list of strings whatever they are given, from the
// types of TypeScript and DefinitelyTyped:
//
//   npm install --prefix /tmp/types typescript@5.9 @types/node@24
//   node tools/results.mjs /tmp/types > src/main/resources/dev/commonjs/builtins/results.txt
//
// A line: the kinds of value, then the functions; the format is in Results.java.
import { createRequire } from 'node:module';
import { writeFileSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const require = createRequire(join(folder, 'x.js'));
const ts = require('typescript');

// Where the types promise more than the function keeps.
const WRONG = new Set(['JSON.stringify', 'Date.prototype.toJSON', 'Object.prototype.valueOf', 'Object.prototype.toLocaleString',
  'Object.prototype.toString', 'node:fs.readlinkSync', 'node:fs.mkdirSync', 'node:process.cwd']);

const file = join(mkdtempSync('/tmp/results-'), 'x.ts');
writeFileSync(file, '/// <reference types="node" />\n');
const program = ts.createProgram([file], {
  lib: ['lib.esnext.d.ts'], types: ['node'], typeRoots: [join(folder, 'node_modules/@types')], target: ts.ScriptTarget.ESNext, strict: true,
});
const checker = program.getTypeChecker();
const source = program.getSourceFile(file);
const found = new Map();

function kinds(type) {
  if (type.isUnion()) {
    const all = type.types.map(kinds);
    return all.includes(null) ? null : all.flat();
  }
  const F = ts.TypeFlags;
  if (type.flags & F.StringLike) return ['string'];
  if (type.flags & F.NumberLike) return ['number'];
  if (type.flags & F.BooleanLike) return ['boolean'];
  if (type.flags & F.BigIntLike) return ['bigint'];
  if (type.flags & F.ESSymbolLike) return ['symbol'];
  if (type.flags & F.Undefined) return ['undefined'];
  if (checker.isArrayType(type) && checker.getTypeArguments(type)[0].flags & F.StringLike) return ['strings'];
  return null;
}

function note(path, type) {
  const signatures = checker.getSignaturesOfType(type, ts.SignatureKind.Call);
  if (signatures.length === 0 || WRONG.has(path)) return;
  const all = signatures.map((s) => s.declaration?.type?.kind === ts.SyntaxKind.TypePredicate ? ['boolean'] : kinds(checker.getReturnTypeOfSignature(s)));
  if (all.includes(null)) return;
  const key = [...new Set(all.flat())].sort().join('|');
  if (!found.has(key)) found.set(key, new Set());
  found.get(key).add(path);
}

function walk(path, type, depth) {
  for (const property of checker.getPropertiesOfType(type)) {
    const name = property.name;
    if (!/^[\w$]+$/.test(name) || name.startsWith('__')) continue;
    const of = checker.getTypeOfSymbolAtLocation(property, source);
    note(`${path}.${name}`, of);
    const isClass = checker.getSignaturesOfType(of, ts.SignatureKind.Construct).length > 0;
    const isObject = of.flags & ts.TypeFlags.Object && (name === 'prototype' || !checker.isArrayLikeType(of)) && !checker.getSignaturesOfType(of, ts.SignatureKind.Call).length;
    if (depth > 1 && isObject && !isClass && !path.endsWith('.prototype')) walk(`${path}.${name}`, of, depth - 1);
  }
}

const OF_FUNCTION = new Set(['apply', 'call', 'bind', 'toString', 'length', 'name', 'arguments', 'caller']);
for (const symbol of checker.getSymbolsInScope(source, ts.SymbolFlags.Value)) {
  if (!/^[A-Za-z]\w*$/.test(symbol.name) || ['globalThis', 'global', 'exports', 'module'].includes(symbol.name)) continue;
  const type = checker.getTypeOfSymbolAtLocation(symbol, source);
  note(symbol.name, type);
  walk(symbol.name, type, 2);
}
for (const module of checker.getAmbientModules()) {
  const name = module.name.slice(1, -1);
  if (!name.startsWith('node:')) continue;
  for (const member of checker.getExportsOfModule(module)) {
    if (!(member.flags & (ts.SymbolFlags.Value | ts.SymbolFlags.Alias))) continue;
    const target = member.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(member) : member;
    const type = checker.getTypeOfSymbolAtLocation(target, source);
    note(`${name}.${member.name}`, type);
    if (['posix', 'win32', 'types', 'strict'].includes(member.name)) walk(`${name}.${member.name}`, type, 1);
  }
}
console.log('// Made by tools/results.mjs; the format is in Results.java.');
for (const [kind, names] of [...found].sort()) {
  const list = [...names].filter((n) => !OF_FUNCTION.has(n.split('.').at(-1)) || n.startsWith('Function.prototype.') || n.includes('.prototype.')).sort();
  console.log(`${kind} ${list.join(' ')}`);
}
