// The entry of the image: starts the program that the first argument names, and says which there are if it names none. In the image this
// file is /app/programs/run.js, beside one file for each program.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const [name, ...rest] = process.argv.slice(2);
const programs = readdirSync(__dirname)
  .map((file) => file.replace(/\.js$/, ''))
  .filter((program) => program !== 'run');

if (programs.includes(name)) {
  process.argv.splice(1, process.argv.length - 1, join(__dirname, `${name}.js`), ...rest);
  require(join(__dirname, `${name}.js`));
} else {
  process.stderr.write(
    `${name === undefined ? 'Which program?' : `There is no program "${name}".`} One of: ${programs.sort().join(', ')}\n`,
  );
  process.exitCode = 64;
}
