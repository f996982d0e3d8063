import type { Context, MiddlewareHandler } from 'hono';
import { isMultipart, mostFieldBytes } from './report-body.ts';
import type { AnswerUnavailable } from './unavailable.ts';
import { createWaitingLine, type LineLimits } from './waiting-line.ts';

/**
 * More at once than this would make everyone wait, readers too. A wave of forms passes within a second; when it lasts
 * longer it is better to be told so.
 */
const ofThisMachine: LineLimits = { places: 128, waiting: 4000, longestMs: 1000 };

/**
 * Lets no more of residents' requests be worked on at a time than this machine can do while pages are read as ever.
 * The others wait their turn. Who waits in vain is turned away; who sent a form gets it back as it was, to send again.
 * It reads what is sent, so a guard of its size comes before.
 */
export function shedLoad(
	unavailable: AnswerUnavailable,
	limits: LineLimits = ofThisMachine,
): MiddlewareHandler {
	const forms = createWaitingLine(limits);
	// They can arrive for minutes, and keep only each other waiting.
	const pictures = createWaitingLine({ ...limits, places: Math.ceil(limits.places / 8) });
	return async (context, next) => {
		const line = isOfPicture(context) ? pictures : forms;
		if (line === forms) await arrival(context);
		if (!(await line.enter())) return unavailable(context, 'busy');
		try {
			return await next();
		} finally {
			line.leave();
		}
	};
}

function isOfPicture(context: Context): boolean {
	const length = Number(context.req.header('content-length') ?? Number.POSITIVE_INFINITY);
	return isMultipart(context) && length > mostFieldBytes;
}

/** Waits for all that is sent, as who sends slowly shall hold no place. A body that breaks off is for its route to refuse. */
async function arrival({ req }: Context): Promise<void> {
	if (!isMultipart({ req })) await req.text().catch(() => undefined);
	else {
		const body = await req.raw.arrayBuffer().catch(() => undefined);
		if (body) req.raw = new Request(req.raw, { body });
	}
}
