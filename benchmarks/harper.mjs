// harper on files: one JSON object a line, {file, start, end} in code points; or its version. peers.sh copies
// this beside the harper.js that it installs, since Node looks for that beside the script.
import { readFileSync } from 'node:fs';
import { LocalLinter } from 'harper.js';
import { binaryInlined } from 'harper.js/binaryInlined';

const files = process.argv.slice(2);
if (files[0] === '--version') {
  const description = new URL('./node_modules/harper.js/package.json', import.meta.url);
  console.log(JSON.parse(readFileSync(description, 'utf8')).version);
  process.exit();
}
const linter = new LocalLinter({ binary: binaryInlined });
await linter.setup();
for (const file of files) {
  const language = file.endsWith('.md') ? 'markdown' : 'plaintext';
  for (const lint of await linter.lint(readFileSync(file, 'utf8'), { language })) {
    const { start, end } = lint.span();
    console.log(JSON.stringify({ file, start, end }));
  }
}
