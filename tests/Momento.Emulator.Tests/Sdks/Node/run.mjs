// Runs a family of calls with one of the two official SDKs.
// Usage: node run.mjs <node|web> <family> <settings as JSON>
// Prints a line of JSON for each check: {"check", "passed"} and, when it did not, {"expected", "actual"}.
import { inspect, isDeepStrictEqual } from 'node:util';
import { Emulator } from './emulator.mjs';

const [sdkName, family, settings] = process.argv.slice(2);

function check(name, actual, expected) {
  const passed = isDeepStrictEqual(actual, expected);
  console.log(JSON.stringify(passed ? { check: name, passed } : { check: name, passed, expected: inspect(expected), actual: inspect(actual) }));
}

const { default: scenario } = await import(`./families/${family}.mjs`);
const emulator = await Emulator.of(sdkName, JSON.parse(settings));
await scenario(emulator, check);

// Open connections would keep the program alive.
process.stdout.write('', () => process.exit(0));
