import { setFlagsFromString } from 'node:v8';
import { readConfig } from './config.ts';
import { closeOnSignal, listen } from './listen.ts';
import { jsonLogger } from './log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { openNodePortal } from './node-portal.ts';
import { openPortal } from './portal.ts';

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
try {
	// Whoever starts it again makes it stand by.
	const onLost = () => process.exit(1);
	const metrics = config.metrics && createMetrics();
	const written = jsonLogger(now);
	const log = metrics?.counting(written) ?? written;
	const needs = { config, root: process.cwd(), now, log, onLost };
	const { databaseUrl, role } = config;
	const isBeside = databaseUrl && (role === 'web' || role === 'worker');
	const portal = await (isBeside ? openNodePortal(needs, databaseUrl) : openPortal(needs));
	const { server } = await listen(portal, config, metrics);
	if (metrics && config.metrics) {
		metrics.follow(portal);
		await serveMetrics(metrics, config.metrics);
	}
	closeOnSignal(portal, server);
	process.stdout.write(`Mingbai serves ${config.siteUrl}${config.basePath}/\n`);
	if (portal.firstAdministratorLink) {
		process.stdout.write(`First administrator (works once): ${portal.firstAdministratorLink}\n`);
	}
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
}
