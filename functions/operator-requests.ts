import { randomUUID } from 'node:crypto';
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

/** What the portal says of a request: `taken` at once, then what became of it. */
const answers = ['taken', 'done', 'refused', 'failed'] as const;
type Answer = (typeof answers)[number];

/** What the operator is told: `taken` is still being done, `waiting` is what no portal has seen so far, `behind` is not left as another request waits. */
export type RequestOutcome = Answer | 'waiting' | 'behind';

/** How long is waited for a portal to take a request, and then for it to be done, in milliseconds. */
interface Patience {
	readonly untilTaken: number;
	readonly untilDone: number;
}

/** Leaves a request and waits a while for what becomes of it. One that waits already is not replaced. */
export async function askPortal(
	dataDir: string,
	request: OperatorRequest,
	patience: Patience = { untilTaken: 5_000, untilDone: 60_000 },
): Promise<RequestOutcome> {
	const id = await leave(dataDir, request);
	if (id === undefined) return 'behind';
	const began = performance.now();
	let outcome: RequestOutcome = 'waiting';
	while (outcome === 'waiting' || outcome === 'taken') {
		const { untilTaken, untilDone } = patience;
		const waited = performance.now() - began;
		if (waited > untilTaken + (outcome === 'taken' ? untilDone : 0)) break;
		await setTimeout(200);
		outcome = (await answerOf(dataDir, id)) ?? outcome;
	}
	return outcome;
}

/** Writes a request down under a name of its own; the same one that waits already keeps its name. `undefined` where another waits. */
async function leave(dataDir: string, request: OperatorRequest): Promise<string | undefined> {
	const waiting = await readFile(requestIn(dataDir), 'utf8').catch(() => undefined);
	if (waiting !== undefined) {
		const { id, ...earlier } = parsed(waiting) as { readonly id?: string };
		return JSON.stringify(earlier) === JSON.stringify(request) ? id : undefined;
	}
	const id = randomUUID();
	await writeDurably(requestIn(dataDir), JSON.stringify({ id, ...request }));
	return id;
}

/** What was said of this request; another that was done meanwhile has a name of its own. */
async function answerOf(dataDir: string, id: string): Promise<Answer | undefined> {
	const text = await readFile(answerIn(dataDir), 'utf8').catch(() => undefined);
	return answers.find((each) => text === `${id} ${each}`);
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
	const { id = '' } = parsed(text) as { readonly id?: string };
	const say = (answer: Answer) => writeDurably(answerIn(parts.dataDir), `${id} ${answer}`);
	await say('taken');
	let answer: Answer = 'failed';
	try {
		answer = (await perform(parts, text)) ? 'done' : 'refused';
	} finally {
		// What failed is told and not tried again each second: the audit log would never end.
		await say(answer);
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

/** What is written in a file that anybody may have damaged. */
function parsed(text: string): object {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : {};
	} catch {
		return {};
	}
}
