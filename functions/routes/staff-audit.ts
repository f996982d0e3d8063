import { type Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { AuditPageData } from '../../src/domain/answers.ts';
import { isAuditAction } from '../../src/domain/audit-actions.ts';
import type { Language } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { startOfDay } from '../../src/domain/time.ts';
import { auditDetails } from '../../src/i18n/audit-words.ts';
import { can } from '../auth/roles.ts';
import { staffOf } from '../auth/staff.ts';
import { type AuditEntry, type AuditFilter, auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { csvLine, csvMark } from './csv.ts';
import { showHome, toSignIn } from './staff-home.ts';
import { staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

const pageSize = 100;
/** Enough to see that nothing is cut off or changed lately, at any length of the log. */
const checkedEntries = 1000;
const dayMs = 24 * 3_600_000;

/** `/staff/audit/`: who did what, for administrators; and the same as a file. */
export function auditRoutes(parts: StaffParts, language: Language): Hono {
	const routes = new Hono();
	routes.get('/', (context) =>
		forReaders(parts, context, language, () => showLog(parts, context, language)),
	);
	for (const format of ['csv', 'ndjson'] as const) {
		routes.get(`/export.${format}`, (context) =>
			forReaders(parts, context, language, () => exportLog(parts, context, format)),
		);
	}
	return routes;
}

async function forReaders(
	parts: StaffParts,
	context: Context,
	language: Language,
	answer: () => Promise<Response>,
): Promise<Response> {
	const staff = await staffOf(parts.auth, context.req.raw.headers);
	if (!staff) return toSignIn(parts, language, staffPath(language, 'audit/'));
	if (can(staff.roles, 'read-audit')) return answer();
	const problems = [problem('not-allowed')];
	return showHome(parts, context, { language, staff, status: 403, problems });
}

async function showLog(
	{ db, auth, show }: StaffParts,
	context: Context,
	language: Language,
): Promise<Response> {
	const log = auditLog(db);
	const query = context.req.query();
	const filter = filterOf(query);
	const found = await log.list({ ...filter, order: 'newest-first', limit: pageSize + 1 });
	const entries = found.slice(0, pageSize);
	const names = await staffNames(db);
	const staff = await staffOf(auth, context.req.raw.headers);
	const data: AuditPageData = {
		entries: entries.map((entry) => ({
			sequence: entry.sequence,
			at: entry.at.toISOString(),
			actor: names.get(entry.actor) ?? entry.actor,
			action: entry.action,
			subject: names.get(entry.subject) ?? entry.subject,
			details: auditDetails(entry.details, language),
		})),
		people: [...names].map(([id, name]) => ({ id, name })),
		...(found.length > pageSize ? { older: entries.at(-1)?.sequence ?? 0 } : {}),
		chain: await log.verify(query['verify'] === 'all' ? undefined : checkedEntries),
	};
	const me = staff && { name: staff.name, roles: staff.roles };
	return show(
		context,
		staffPath(language, 'audit/'),
		{ values: query, data, ...(me ? { me } : {}) },
		200,
	);
}

/** The filter of a query; what is not well formed filters nothing. Days are the county's, both included. */
function filterOf(query: Readonly<Record<string, string>>): AuditFilter {
	const { actor, action, subject, from, to, before } = query;
	return {
		...(actor ? { actor } : {}),
		...(isAuditAction(action) ? { action } : {}),
		...(subject ? { subject } : {}),
		...(isDay(from) ? { from: startOfDay(from) } : {}),
		...(isDay(to) ? { to: new Date(startOfDay(to).getTime() + dayMs) } : {}),
		...(before && /^\d{1,12}$/.test(before) ? { before: Number(before) } : {}),
	};
}

function isDay(text: string | undefined): text is string {
	return /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? ''));
}

async function staffNames(db: StaffParts['db']): Promise<ReadonlyMap<string, string>> {
	return new Map((await staffAccounts(db).list()).map(({ id, name }) => [id, name]));
}

const types = {
	csv: 'text/csv; charset=utf-8',
	ndjson: 'application/x-ndjson; charset=utf-8',
} as const;

/** All that the filter finds, oldest first. NDJSON carries the hashes, so that others can check the chain. */
async function exportLog(
	{ db }: StaffParts,
	context: Context,
	format: keyof typeof types,
): Promise<Response> {
	const log = auditLog(db);
	const names = await staffNames(db);
	const filter = filterOf(context.req.query());
	const line = format === 'csv' ? csvEntry : ndjsonLine;
	context.header('Content-Type', types[format]);
	context.header('Content-Disposition', `attachment; filename="audit.${format}"`);
	context.header('Cache-Control', 'no-store');
	return stream(context, async (out) => {
		if (format === 'csv')
			await out.write(`${csvMark}sequence,at,actor,name,action,subject,details,hash\r\n`);
		let after = 0;
		while (true) {
			const entries = await log.list({ ...filter, after, limit: 1000 });
			await out.write(entries.map((entry) => line(entry, names.get(entry.actor) ?? '')).join(''));
			const last = entries.at(-1);
			if (!last || entries.length < 1000) return;
			after = last.sequence;
		}
	});
}

function ndjsonLine({ at, ...entry }: AuditEntry): string {
	return `${JSON.stringify({ ...entry, at: at.toISOString() })}\n`;
}

function csvEntry(entry: AuditEntry, name: string): string {
	const { sequence, at, actor, action, subject, details, hash } = entry;
	const cells = [
		sequence,
		at.toISOString(),
		actor,
		name,
		action,
		subject,
		JSON.stringify(details),
		hash,
	];
	return csvLine(cells);
}
