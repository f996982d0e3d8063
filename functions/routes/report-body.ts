import type { Context, MiddlewareHandler } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import { problemText } from '../../src/i18n/strings.ts';
import { createPatience, endConnection, type Pace } from './patience.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';
import { noteTyped } from './typed.ts';

/** What a report's form or program sent. */
export interface ReportBody {
	readonly values: Readonly<Record<string, string>>;
	/** The screenshot, where one was chosen. */
	readonly image?: Uint8Array | undefined;
	readonly withoutImage?: LostImage | undefined;
}

/** Why a screenshot that was sent is not there: it is too large, too many came at once, or it came too slowly. */
export type LostImage = 'too-large' | 'busy' | 'late';

/** A screenshot has at most so many bytes, and a form as many beside it as all its fields may have. */
export const mostImageBytes = 8 * 1024 * 1024;
const mostFieldBytes = 64 * 1024;
/** What is too large is still read to its end, as browsers show no answer before; beyond this they are cut off. */
const mostReadBytes = 128 * 1024 * 1024;

/** Whether a body comes in parts, as from a form that may bring a file. */
export function isMultipart(context: Pick<Context, 'req'>): boolean {
	return (context.req.header('content-type') ?? '').toLowerCase().startsWith('multipart/form-data');
}

/** Whether the answer is to be JSON: to who sent it, and to who asks for it. */
export function wantsJson(context: Context): boolean {
	const type = context.req.header('content-type') ?? '';
	return (
		type.includes('json') || (context.req.header('accept') ?? '').startsWith('application/json')
	);
}

/** Whether a body has more in it than fields. */
export function bringsPicture({ req }: Pick<Context, 'req'>): boolean {
	return isMultipart({ req }) && lengthOf({ req }) > mostFieldBytes;
}

function lengthOf({ req }: Pick<Context, 'req'>): number {
	return Number(req.header('content-length') ?? Number.POSITIVE_INFINITY);
}

/** Reads the body of a report; `undefined` when it is not in the form it says it is in. Of one that is too large the fields before the file are kept. */
export async function readReportBody(
	context: Context,
	pace?: Pace,
): Promise<ReportBody | undefined> {
	if (!isMultipart(context)) return { values: await plainValues(context) };
	if (ahead.has(context.req.raw)) return ahead.get(context.req.raw);
	const most = bringsPicture(context) ? mostImageBytes + mostFieldBytes : mostFieldBytes;
	return readParts(context, { most, pace });
}

/** What was read of a body before its route asks for it, and cannot be read again. */
const ahead = new WeakMap<Request, ReportBody | undefined>();

/** Reads the fields of a form whose picture there is no room for now, and nothing of the picture into memory; its route gets them. */
export async function readWithoutPicture(context: Context, pace?: Pace): Promise<void> {
	const body = await readParts(context, { most: mostFieldBytes, whenLonger: 'busy', pace });
	ahead.set(context.req.raw, body);
	noteTyped(context.req.raw, body?.values ?? {});
}

async function plainValues(context: Context): Promise<Record<string, string>> {
	const isJson = (context.req.header('content-type') ?? '').includes('json');
	const body: unknown = isJson
		? await context.req.json().catch(() => ({}))
		: await context.req.parseBody();
	return textsOf(Object.entries(body ?? {}));
}

function textsOf(entries: Iterable<readonly [string, unknown]>): Record<string, string> {
	const values: Record<string, string> = {};
	for (const [name, value] of entries) if (typeof value === 'string') values[name] = value;
	return values;
}

/** Lets bodies of at most so many bytes through. One that is larger is read to its end, and refused with the words it began with. */
export function limitWords(
	maxBytes: number,
	refuse: (context: Context, content: string) => Response | Promise<Response>,
): MiddlewareHandler {
	return async (context, next) => {
		const { headers } = context.req.raw;
		const length = headers.get('content-length');
		const isTold = length !== null && !headers.has('transfer-encoding');
		if (isTold && Number(length) <= maxBytes) return next();
		// Asked last, as it makes a stream of the body. What only asks has none, and can be given none.
		if (!context.req.raw.body) return next();
		const { bytes, isWhole, isLate } = await readUpTo(context, { most: maxBytes });
		if (isLate) return answerLate(context);
		if (!isWhole) return refuse(context, wordsOf(context, bytes));
		context.req.raw = new Request(context.req.raw, { body: new Uint8Array(bytes) });
		return next();
	};
}

/** Says that what was sent did not arrive in time, and ends the connection. */
export function answerLate(context: Context): Response {
	const tooSlow = problem('too-slow');
	endConnection(context);
	if (wantsJson(context)) return problemAnswer(context, 408, tooSlow);
	return context.text(`${problemText(tooSlow, readersLanguage(context))}\n`, 408);
}

function wordsOf(context: Context, bytes: Uint8Array): string {
	const text = new TextDecoder().decode(bytes.subarray(0, mostFieldBytes));
	const isJson = (context.req.header('content-type') ?? '').includes('json');
	return isJson ? text : (new URLSearchParams(text).get('content') ?? '');
}

interface ReadLimits {
	/** In bytes. */
	readonly most: number;
	readonly pace?: Pace | undefined;
}

async function readParts(
	context: Context,
	{ whenLonger = 'too-large', ...limits }: ReadLimits & { readonly whenLonger?: LostImage },
): Promise<ReportBody | undefined> {
	const type = context.req.header('content-type') ?? '';
	const { bytes, isWhole, isLate } = await readUpTo(context, limits);
	const cut = isWhole ? bytes : closed(bytes.subarray(0, mostFieldBytes), type);
	const form = await new Response(new Uint8Array(cut), { headers: { 'Content-Type': type } })
		.formData()
		.catch(() => undefined);
	if (!form) return undefined;
	const values = textsOf(form.entries());
	if (!isWhole) return { values, withoutImage: isLate ? 'late' : whenLonger };
	const file = form.get('image');
	if (!(file instanceof File) || file.size === 0) return { values };
	if (file.size > mostImageBytes) return { values, withoutImage: 'too-large' };
	return { values, image: new Uint8Array(await file.arrayBuffer()) };
}

/** Ends a body that was cut within its last part. */
function closed(bytes: Uint8Array, type: string): Uint8Array {
	const boundary = /boundary="?([^";]+)/i.exec(type)?.[1] ?? '';
	return Buffer.concat([bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

async function readUpTo(
	context: Context,
	{ most, pace }: ReadLimits,
): Promise<{ bytes: Uint8Array; isWhole: boolean; isLate: boolean }> {
	const reader = context.req.raw.body?.getReader();
	const patience = createPatience(pace);
	const kept: Uint8Array[] = [];
	let size = 0;
	while (reader) {
		const next = await patience.wait(reader.read(), size);
		if (next === 'late') {
			endConnection(context);
			return { bytes: Buffer.concat(kept), isWhole: false, isLate: true };
		}
		if (next.done) break;
		if (size < Math.max(most, mostFieldBytes)) kept.push(next.value);
		size += next.value.length;
		if (size > most) kept.length = keepFields(kept);
		if (size > mostReadBytes) {
			await reader.cancel();
			break;
		}
	}
	return { bytes: Buffer.concat(kept), isWhole: size <= most, isLate: false };
}

/** How many of the first pieces hold all fields; the rest of a body that is too large need not stay in memory. */
function keepFields(kept: readonly Uint8Array[]): number {
	let size = 0;
	const index = kept.findIndex((piece) => {
		size += piece.length;
		return size >= mostFieldBytes;
	});
	return index < 0 ? kept.length : index + 1;
}
