// Parses PowerShell by the grammar of tree-sitter: node parse.js PACKAGES < SCRIPT
// Prints a line for each fault, each command that is called, each function, and each text in single quotes.
'use strict';
// node does not end before it has optimised the grammar, which takes ten seconds that nobody needs
require('v8').setFlagsFromString('--liftoff-only');

const fs = require('fs');
const path = require('path');

const modules = path.resolve(process.argv[2], 'node_modules');
const { Parser, Language } = require(path.join(modules, 'web-tree-sitter', 'web-tree-sitter.cjs'));
const KINDS = { command_name: 'command', function_name: 'function', verbatim_string_characters: 'text' };

function walk(node) {
  if (node.type === 'ERROR' || node.isMissing) console.log(`fault ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`);
  if (KINDS[node.type]) console.log(`${KINDS[node.type]} ${node.text}`);
  node.children.forEach(walk);
}

(async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(path.join(modules, 'tree-sitter-powershell', 'tree-sitter-powershell.wasm')));
  walk(parser.parse(fs.readFileSync(0, 'utf8')).rootNode);
  console.log('end');
})();
