import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { askPortal, type OperatorRequest } from '../operator-requests.ts';
import { openManifests } from '../release/manifest.ts';

/** What is said, and the exit code, where a request was not done, or not yet. */
const outcomes = {
	failed: ['It was not done: the log of the portal says why.', 1],
	taken: ['The running portal is still at it; its log says when it is done.', 3],
	waiting: [
		'No running portal took it so far. It is written down, and done by the next that starts or is less busy.',
		3,
	],
} as const;

/** Says why a request was not done, or not yet. Gives the exit code. */
export function notDone(outcome: keyof typeof outcomes): number {
	const [text, code] = outcomes[outcome];
	process.stderr.write(`${text}\n`);
	return code;
}

/** `rollback NUMBER`. Gives the exit code. */
export async function rollBack(config: Config, [given = '']: readonly string[]): Promise<number> {
	if (!/^\d+$/.test(given)) {
		process.stderr.write('Say which release: npm run mingbai -- rollback 41\n');
		return 2;
	}
	const number = Number(given);
	// Also while no portal runs that could refuse it.
	const isThere = await openManifests(join(config.dataDir, 'releases')).read(number);
	if (isThere) return ask(config, { verb: 'rollback', number });
	process.stderr.write(
		`There is no release ${number} in ${config.dataDir}; the staff page lists those that can be served.\n`,
	);
	return 1;
}

/** `rotate-signing-key [--compromised TIME]`. Gives the exit code. */
export async function rotateSigningKey(config: Config, args: readonly string[]): Promise<number> {
	const options = { compromised: { type: 'string' } } as const;
	const { values } = parseArgs({ args: [...args], options });
	const { compromised } = values;
	if (compromised === undefined) return ask(config, { verb: 'rotate-signing-key' });
	const since = new Date(compromised);
	if (!Number.isNaN(since.getTime()) && since <= new Date())
		return ask(config, { verb: 'rotate-signing-key', compromisedSince: since.toISOString() });
	process.stderr.write(
		'Say since when somebody else may have had the key: --compromised 2026-03-14T12:00:00+08:00\n',
	);
	return 2;
}

/** Asks the running portal and says what became of it; a portal that is not running does it when it starts. Gives the exit code. */
export async function ask(config: Config, request: OperatorRequest): Promise<number> {
	const outcome = await askPortal(config.dataDir, request);
	if (outcome === 'refused') {
		process.stderr.write('It was not done: the running portal refused it.\n');
		return 1;
	}
	if (outcome !== 'done') return notDone(outcome);
	process.stdout.write('Done.\n');
	return 0;
}
