import { setFlagsFromString } from 'node:v8';
import { readConfig } from './config.ts';
import { jsonLogger } from './log.ts';
import { openNodePortal } from './node-portal.ts';
import { openPortal } from './portal.ts';
import { runPortal } from './run-portal.ts';

// A release leaves much behind it at once. Cleaning up sooner costs little time and halves the memory a county's machine needs.
setFlagsFromString('--heap-growing-percent=40');

const now = () => new Date();
const read = readConfig(process.env);
if ('problems' in read) {
	const faults = read.problems.map(({ variable, message }) => `  ${variable} ${message}`);
	process.stderr.write(`The configuration cannot be used:\n${faults.join('\n')}\n`);
	process.exit(1);
}
const { config } = read;
const address = `${config.siteUrl}${config.basePath}/`;
// Whoever starts it again makes it stand by.
const onLost = () => process.exit(1);
const needs = { config, root: process.cwd(), now, log: jsonLogger(now), onLost };
const { databaseUrl, role } = config;
const isBeside = databaseUrl && (role === 'web' || role === 'worker');
try {
	await runPortal(needs, {
		open: (given) => (isBeside ? openNodePortal(given, databaseUrl) : openPortal(given)),
		onReadingOnly: (fault) =>
			say(
				`Only what was released before is served at ${address} (store: ${fault}); see "Bad days" in docs/operations.md`,
			),
		onOpen({ firstAdministratorLink }) {
			say(`Mingbai serves ${address}`);
			if (firstAdministratorLink)
				say(`First administrator (works once): ${firstAdministratorLink}`);
		},
	});
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
