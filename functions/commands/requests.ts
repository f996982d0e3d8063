import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { askPortal, type OperatorRequest } from '../operator-requests.ts';

/** What became of a request to the running portal. */
export const answers = {
	done: 'Done.',
	refused:
		'It was not done. For a rollback: there is no such release; the staff page lists those that can be served.',
	waiting: 'The portal does not run, or is busy. It will be done as soon as it can be.',
} as const;

/** `rollback NUMBER`. Gives the exit code. */
export async function rollBack(config: Config, [number = '']: readonly string[]): Promise<number> {
	if (/^\d+$/.test(number)) return ask(config, { verb: 'rollback', number: Number(number) });
	process.stderr.write('Say which release: npm run mingbai -- rollback 41\n');
	return 2;
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

/** Asks the running portal; a portal that is not running does it when it starts. */
export async function ask(config: Config, request: OperatorRequest): Promise<number> {
	const answer = await askPortal(config.dataDir, request);
	process.stdout.write(`${answers[answer]}\n`);
	return answer === 'refused' ? 1 : 0;
}
