import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import {
	isPointNote,
	isPointState,
	mostPointChanges,
	pointNotes,
	pointUndoMs,
} from '../../src/domain/help-point-report.ts';
import { languagePrefix } from '../../src/domain/languages.ts';
import type { PointLinkData } from '../../src/domain/link-answers.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import type { SignedLink } from '../../src/domain/signed-link.ts';
import { hour } from '../../src/domain/time.ts';
import { reportHelpPoint } from '../actions/report-help-point.ts';
import type { Config } from '../config.ts';
import type { HelpPointReports } from '../store/help-point-reports.ts';
import type { LinkCaller } from './link-caller.ts';
import { textsOf } from './quick-start.ts';
import type { ShowPage } from './show.ts';
import { seeOther } from './staff-pages.ts';

export interface PointLinkParts {
	readonly reports: HelpPointReports;
	/** What was reported of help points has changed. */
	readonly onReported: () => Promise<void>;
	readonly config: Pick<Config, 'basePath'>;
	readonly show: ShowPage;
	readonly now: () => Date;
}

/** The page of a keeper: how the public sees the place now, and one tap to change it. */
export async function showPointLink(
	parts: PointLinkParts,
	context: Context,
	{ link, token, language }: LinkCaller,
	problems: readonly Problem[] = [],
	status = 200,
): Promise<Response> {
	const now = parts.now();
	const changes = await parts.reports.countOf(link.id, new Date(now.getTime() - hour));
	const data: PointLinkData = {
		token,
		post: link.post,
		ref: link.subject,
		formId: randomUUID(),
		notes: pointNotes,
		...(await undoOf(parts, link, now)),
		full: changes >= mostPointChanges,
	};
	const page = `${languagePrefix(language)}/link/help-point/`;
	return parts.show(context, page, { problems, data }, status);
}

async function undoOf(
	{ reports }: PointLinkParts,
	link: SignedLink,
	now: Date,
): Promise<Pick<PointLinkData, 'undo'>> {
	const last = await reports.newestOf(link.id);
	const until = last && new Date(last.at.getTime() + pointUndoMs);
	if (!last?.state || !until || until <= now) return {};
	const { id, state, waiting } = last;
	return { undo: { id, state, until: until.toISOString(), waiting } };
}

/** A tap, or its undo. */
export async function sendPointLink(
	parts: PointLinkParts,
	context: Context,
	caller: LinkCaller,
): Promise<Response> {
	const { link, token, language } = caller;
	const { verb, id = '', state, note } = await textsOf(context);
	const now = parts.now();
	const refuse = (code: string) => showPointLink(parts, context, caller, [problem(code)], 422);
	if (verb === 'undo') {
		const since = new Date(now.getTime() - pointUndoMs);
		const isUndone = await parts.reports.undo(id, { link: link.id, since, now });
		if (!isUndone) return refuse('too-late-to-undo');
	} else {
		if (!isPointState(state) || !/^[\w-]{8,64}$/.test(id)) return refuse('bad-request');
		const tap = { link, id, state, note: isPointNote(note) ? note : undefined, now };
		await reportHelpPoint(parts, tap);
	}
	await parts.onReported();
	return seeOther(parts.config, `${languagePrefix(language)}/link/${token}/`);
}
