import type { Context, MiddlewareHandler } from 'hono';
import { clientAddress } from './client-address.ts';
import { createPatience, type Pace } from './patience.ts';
import { answerLate, bringsPicture, isMultipart, readWithoutPicture } from './report-body.ts';
import type { AnswerUnavailable } from './unavailable.ts';
import { createWaitingLine, type LineLimits } from './waiting-line.ts';

/**
 * More at once than this would make everyone wait, readers too. A wave of forms passes within a second; when it lasts
 * longer it is better to be told so.
 */
const ofThisMachine: LineLimits = { places: 48, waiting: 4000, longestMs: 1000 };

interface BusyParts {
	readonly unavailable: AnswerUnavailable;
	readonly trustedProxies: number;
	/** How slowly a body may come. */
	readonly pace?: Pace;
}

/**
 * Lets no more of residents' requests be worked on at a time than this machine can do while pages are read as ever.
 * The others wait their turn. Who waits in vain is turned away; who sent a form gets it back as it was, to send again.
 * It reads what is sent, so a guard of its size comes before.
 */
export function shedLoad(
	{ unavailable, trustedProxies, pace }: BusyParts,
	limits: LineLimits = ofThisMachine,
): MiddlewareHandler {
	const forms = createWaitingLine(limits);
	const pictures = createWaitingLine(ofPictures(limits));
	return async (context, next) => {
		const who = clientAddress(context, trustedProxies);
		const hasPlace = bringsPicture(context) && (await pictures.enter(who));
		if (hasPlace) return next().finally(() => pictures.leave(who));
		if (bringsPicture(context)) await readWithoutPicture(context, pace);
		else if ((await arrival(context, pace)) === 'late') return answerLate(context);
		if (!(await forms.enter(who))) return unavailable(context, 'busy');
		return next().finally(() => forms.leave(who));
	};
}

/**
 * They can arrive for minutes, and keep only each other waiting; those of one network never all others. So many are held in
 * memory at once, and a wave of them passes within ten times as long as one of forms.
 */
function ofPictures({ places, waiting, longestMs }: LineLimits): LineLimits {
	const atOnce = Math.ceil(places / 4);
	return { places: atOnce, ofOne: Math.ceil(atOnce / 2), waiting, longestMs: longestMs * 10 };
}

/** Waits for all that is sent, as who sends slowly shall hold no place. A body that breaks off is for its route to refuse. */
async function arrival(context: Context, pace?: Pace): Promise<unknown> {
	const { req } = context;
	const patience = createPatience(pace);
	if (!isMultipart(context))
		return patience.wait(
			req.text().catch(() => undefined),
			0,
		);
	const body = await patience.wait(
		req.raw.arrayBuffer().catch(() => undefined),
		0,
	);
	if (body instanceof ArrayBuffer) req.raw = new Request(req.raw, { body });
	return body;
}
