import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { operator } from './banner/follow-banner.ts';
import { writeDurably } from './release/objects.ts';
import type { Releaser } from './release/releaser.ts';
import type { AuditLog } from './store/audit.ts';

const requestSchema = z.discriminatedUnion('verb', [
	z.object({ verb: z.literal('rollback'), number: z.int().min(1) }),
	z.object({ verb: z.literal('resume') }),
	z.object({ verb: z.literal('rotate-vapid-key') }),
	z.object({ verb: z.literal('purge-incident'), ref: z.string() }),
	z.object({
		verb: z.literal('rotate-signing-key'),
		/** Since when somebody else may have used the old key. */
		compromisedSince: z.iso.datetime({ offset: true }).optional(),
	}),
]);

/** What an operator asks the running portal for, by a file beside its data: one process alone may change releases, and it knows by heart what is deleted. */
export type OperatorRequest = z.output<typeof requestSchema>;

const requestIn = (dataDir: string) => join(dataDir, 'operator-request.json');
const answerIn = (dataDir: string) => join(dataDir, 'operator-answer.json');

/** Leaves a request and waits a while for what becomes of it. */
export async function askPortal(
	dataDir: string,
	request: OperatorRequest,
	waitMs = 15_000,
): Promise<'done' | 'refused' | 'waiting'> {
	await rm(answerIn(dataDir), { force: true });
	await writeDurably(requestIn(dataDir), JSON.stringify(request));
	for (let waited = 0; waited < waitMs; waited += 200) {
		const answer = await readFile(answerIn(dataDir), 'utf8').catch(() => undefined);
		if (answer !== undefined) return answer === 'done' ? 'done' : 'refused';
		await setTimeout(200);
	}
	return 'waiting';
}

/** Does what the operator asked for, if anything. */
export async function answerOperator(parts: {
	readonly dataDir: string;
	readonly releaser: Pick<Releaser, 'rollBack' | 'resume'>;
	/** Makes a new signing key. */
	readonly rotateSigningKey: (compromisedSince: Date | undefined) => Promise<void>;
	/** Makes a new key pair for subscriptions from now on. */
	readonly rotateVapidKey: () => Promise<void>;
	/** Deletes what people left in an incident; `false` when that is not over, or none. */
	readonly purgeIncident: (ref: string) => Promise<boolean>;
	readonly audit: Pick<AuditLog, 'append'>;
	readonly now: () => Date;
}): Promise<void> {
	const text = await readFile(requestIn(parts.dataDir), 'utf8').catch(() => undefined);
	if (text === undefined) return;
	let isDone = false;
	try {
		isDone = await perform(parts, text);
	} finally {
		// What failed is told and not tried again each second: the audit log would never end.
		await writeDurably(answerIn(parts.dataDir), isDone ? 'done' : 'refused');
		await rm(requestIn(parts.dataDir), { force: true });
	}
}

async function perform(
	{
		releaser,
		rotateSigningKey,
		rotateVapidKey,
		purgeIncident,
		audit,
		now,
	}: Parameters<typeof answerOperator>[0],
	text: string,
): Promise<boolean> {
	const request = requestSchema.safeParse(parsed(text)).data;
	if (!request) return false;
	if (request.verb === 'purge-incident') return purgeIncident(request.ref);
	const event = { at: now(), actor: operator, details: {} };
	if (request.verb === 'resume') {
		await audit.append({ ...event, action: 'release.resumed', subject: '' });
		await releaser.resume();
		return true;
	}
	if (request.verb === 'rotate-vapid-key') {
		await rotateVapidKey();
		await audit.append({ ...event, action: 'vapid-key.rotated', subject: '' });
		return true;
	}
	if (request.verb === 'rotate-signing-key') {
		const { compromisedSince: since } = request;
		await rotateSigningKey(since === undefined ? undefined : new Date(since));
		const details = since === undefined ? {} : { compromisedSince: since };
		await audit.append({ ...event, action: 'signing-key.rotated', subject: '', details });
		return true;
	}
	if (!(await releaser.rollBack(request.number))) return false;
	await audit.append({ ...event, action: 'release.rolled-back', subject: String(request.number) });
	return true;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
