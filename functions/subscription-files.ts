import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { operator } from './banner/follow-banner.ts';
import type { Config } from './config.ts';
import { exportedLines, importLines } from './push/subscription-lines.ts';
import { auditLog } from './store/audit.ts';
import { openStoreBeside, type Store } from './store/store.ts';

const usage =
	'Say what to do with which file: npm run mingbai -- subscriptions export subscriptions.ndjson, or import; - is standard output or input.\n';

/** `subscriptions export FILE` and `subscriptions import FILE`, beside a running portal or without one. Gives the exit code. */
export async function subscriptionFiles(
	config: Config,
	[verb, file]: readonly string[],
): Promise<number> {
	const run = verb === 'export' ? exportTo : verb === 'import' ? importFrom : undefined;
	if (!run || !file) {
		process.stderr.write(usage);
		return 2;
	}
	const store = await openStoreBeside(config);
	try {
		return await run(store, file, config);
	} finally {
		await store.close();
	}
}

async function exportTo(store: Store, file: string): Promise<number> {
	let count = 0;
	async function* counted() {
		for await (const line of exportedLines(store)) {
			count += 1;
			yield line;
		}
	}
	try {
		const to =
			file === '-' ? process.stdout : createWriteStream(file, { flags: 'wx', mode: 0o600 });
		await pipeline(Readable.from(counted()), to, { end: file !== '-' });
	} catch (error) {
		process.stderr.write(`${refusalOf(error, file)}\n`);
		return 1;
	}
	await note(store, 'subscriptions.exported', { count });
	const place = file === '-' ? '' : ` to ${file}, which only this user of the machine can read`;
	process.stderr.write(
		`${count} subscriptions were written${place}. They are secret addresses: whoever has them and the portal's keys can send alerts to these browsers.\n`,
	);
	return 0;
}

async function importFrom(
	store: Store,
	file: string,
	{ pushExtraOrigins }: Config,
): Promise<number> {
	const input = file === '-' ? process.stdin : createReadStream(file);
	const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
	try {
		const counts = await importLines(lines, {
			store,
			extraOrigins: pushExtraOrigins,
			now: () => new Date(),
			onRefused: (line, fault) => process.stderr.write(`line ${line} ${fault}\n`),
		});
		await note(store, 'subscriptions.imported', { ...counts });
		process.stdout.write(
			`${counts.new} new, ${counts.changed} changed, ${counts.same} as before, ${counts.refused} refused.\n`,
		);
		return counts.refused > 0 ? 1 : 0;
	} catch (error) {
		process.stderr.write(`${refusalOf(error, file)}\n`);
		return 1;
	}
}

async function note(
	store: Store,
	action: 'subscriptions.exported' | 'subscriptions.imported',
	details: Readonly<Record<string, number>>,
): Promise<void> {
	await auditLog(store.db).append({
		at: new Date(),
		actor: operator,
		action,
		subject: '',
		details,
	});
}

/** What went wrong with a file; anything else is thrown. */
function refusalOf(error: unknown, file: string): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EEXIST') return `${file} is there already, and is not written over.`;
	if (code === 'ENOENT') return `There is no ${file}.`;
	if (code === 'ENOSPC') return `The disk is full: ${file} is not complete.`;
	if (code === 'EACCES' || code === 'EISDIR') return `${file} cannot be opened.`;
	throw error;
}
