import { setFlagsFromString } from 'node:v8';
import { lastBackup } from './backup/last-backup.ts';
import { codeFolder } from './code-folder.ts';
import type { ConfigProblem } from './config.ts';
import { jsonLogger } from './log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { openNodePortal } from './node-portal.ts';
import { openPortal } from './portal.ts';
import { runPortal } from './run-portal.ts';
import { readStart } from './start-problems.ts';
import { databaseFault } from './store/database-fault.ts';

// A release leaves much behind it at once. Cleaning up sooner costs little time and halves the memory a county's machine needs.
setFlagsFromString('--heap-growing-percent=40');

const now = () => new Date();
const read = await readStart(process.env);
if ('problems' in read) refuse(read.problems);
const { config } = read;
const address = `${config.siteUrl}${config.basePath}/`;
// Whoever starts it again makes it stand by.
const onLost = () => process.exit(1);
const metrics = config.metrics && createMetrics(() => lastBackup(config.dataDir));
const written = jsonLogger(now);
const log = metrics?.counting(written) ?? written;
const needs = { config, root: codeFolder, now, log, metrics, onLost };
const { databaseUrl, role } = config;
const isBeside = databaseUrl && (role === 'web' || role === 'worker');
let measuring: Promise<unknown> | undefined;
try {
	await runPortal(needs, {
		open: (given) => (isBeside ? openNodePortal(given, databaseUrl) : openPortal(given)),
		async onReadingOnly(fault, error) {
			await measure();
			say(
				`Only what was released before is served at ${address} (store: ${fault}); see "Bad days" in docs/operations.md`,
			);
			const ofDatabase = databaseFault(error, databaseUrl);
			if (ofDatabase) say(`DATABASE_URL ${ofDatabase}`);
		},
		async onOpen(portal) {
			metrics?.follow(portal);
			await measure();
			say(`Mingbai serves ${address}`);
			if (portal.firstAdministratorLink)
				say(`First administrator (works once): ${portal.firstAdministratorLink}`);
		},
	});
} catch (error) {
	const ofDatabase = databaseFault(error, databaseUrl);
	if (ofDatabase) refuse([{ variable: 'DATABASE_URL', message: ofDatabase }]);
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
}

/** Answers the monitoring system from the first thing on that is served. */
async function measure(): Promise<void> {
	if (metrics && config.metrics) measuring ??= serveMetrics(metrics, config.metrics);
	await measuring;
}

function refuse(problems: readonly ConfigProblem[]): never {
	const faults = problems.map(({ variable, message }) => `  ${variable} ${message}`);
	process.stderr.write(`The configuration cannot be used:\n${faults.join('\n')}\n`);
	process.exit(1);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
