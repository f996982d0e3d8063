import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { StaffReportsData } from '../../src/domain/answers.ts';
import {
	isLanguage,
	type Language,
	languagePrefix,
	languageTags,
} from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { intakes } from '../../src/domain/report.ts';
import { textOfTable } from '../../src/domain/report-import/text-of-table.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { zodProblems } from '../../src/domain/zod-problems.ts';
import { importReports } from '../actions/import-reports.ts';
import { type Joining, reportRumor } from '../actions/report-rumor.ts';
import { can } from '../auth/roles.ts';
import { type StaffMember, staffSession } from '../auth/staff.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Reports } from '../store/reports.ts';
import { showInterrupted } from './interrupted.ts';
import { detailProblems, sentReportSchema } from './report.schema.ts';
import { showHome, toSignIn } from './staff-home.ts';
import { staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

export interface StaffReportParts {
	readonly staff: StaffParts;
	readonly reports: Pick<Reports, 'add' | 'hasSending'>;
	readonly joining: Joining;
	readonly settings: () => Settings;
	readonly audit: Pick<AuditLog, 'append'>;
	readonly now: () => Date;
}

/** A file of reports has at most so many bytes: enough for as many lines as it may have, 200 characters each. */
export const mostImportBytes = 12 * 1024 * 1024;

const typedSchema = sentReportSchema.extend({
	intake: z.enum(intakes).exclude(['form', 'import']),
	askerLanguage: z.string().refine(isLanguage),
});

/** `/staff/reports/`: what people ask by telephone, at a counter or in a village is typed in, or taken out of a file. */
export function staffReportRoutes(parts: StaffReportParts): Hono {
	const routes = new Hono();
	for (const language of languageTags)
		routes.route(`${languagePrefix(language)}/staff/reports/`, reportPageRoutes(parts, language));
	return routes;
}

/** A form of a member of staff. */
interface Sent {
	readonly context: Context;
	readonly language: Language;
	readonly member: StaffMember;
	readonly form: Readonly<Record<string, string | File>>;
}

function reportPageRoutes(parts: StaffReportParts, language: Language): Hono {
	const routes = new Hono();
	const { staff } = parts;

	routes.get('/', async (context) => {
		const session = await staffSession(staff.auth, context.req.raw.headers);
		if (!session) return toSignIn(staff, language, staffPath(language, 'reports/'));
		const refusal = await refuseOthers(parts, context, language, session.staff);
		return refusal ?? answer(parts, { context, language, member: session.staff }, {});
	});

	routes.post('/', async (context) => {
		const session = await staffSession(staff.auth, context.req.raw.headers);
		if (!session) return showInterrupted(staff, context, language);
		const refusal = await refuseOthers(parts, context, language, session.staff);
		if (refusal) return refusal;
		const form = (await context.req.parseBody()) as Record<string, string | File>;
		const sent = { context, language, member: session.staff, form };
		return form['step'] === 'import' ? takeFile(parts, sent) : typeIn(parts, sent);
	});

	return routes;
}

async function refuseOthers(
	{ staff }: StaffReportParts,
	context: Context,
	language: Language,
	member: StaffMember,
): Promise<Response | undefined> {
	if (can(member.roles, 'triage')) return undefined;
	const problems = [problem('not-allowed')];
	return showHome(staff, context, { language, staff: member, status: 403, problems });
}

async function typeIn(parts: StaffReportParts, sent: Sent): Promise<Response> {
	const values = textsOf(sent.form);
	const parsed = typedSchema.safeParse(values, { reportInput: true });
	const problems = parsed.success ? detailProblems(parts, parsed.data) : zodProblems(parsed.error);
	if (!parsed.success || problems.length > 0)
		return answer(parts, sent, {}, { values, problems, status: 422 });
	const { content, channel, area, heardOn, intake, askerLanguage, submission } = parsed.data;
	const now = parts.now();
	const reported = await reportRumor(
		{ reports: parts.reports, ...parts.joining, now },
		{ content, channel, area, heardOn, intake, submission, language: askerLanguage },
	);
	const event = { at: now, actor: sent.member.id, subject: intake, details: {} };
	await parts.audit.append({ ...event, action: 'report.typed-in' });
	const { receipt, crisis, removed } = reported;
	return answer(parts, sent, { receipt, crisis, removed }, { status: 201 });
}

/** The first time a file is looked through; sent again from its preview it is imported. */
async function takeFile(parts: StaffReportParts, sent: Sent): Promise<Response> {
	const { file, text: again } = sent.form;
	const isPreview = typeof again !== 'string' || again === '';
	const text = isPreview ? await textOf(file) : again;
	if (text === undefined)
		return answer(parts, sent, {}, { problems: [problem('import-no-file', 'file')], status: 422 });
	if (Buffer.byteLength(text) > mostImportBytes) {
		const kilobytes = mostImportBytes / 1024;
		const problems = [problem('too-large', 'file', { kilobytes })];
		return answer(parts, sent, {}, { problems, status: 422 });
	}
	const { areas } = parts.settings();
	const now = parts.now();
	const { reports, joining } = parts;
	const outcome = await importReports({ reports, joining, areas, now }, text, { isPreview });
	if (!isPreview) {
		const { added, known } = outcome;
		const event = { at: now, actor: sent.member.id, subject: '', details: { added, known } };
		await parts.audit.append({ ...event, action: 'reports.imported' });
	}
	return answer(parts, sent, { import: { ...outcome, isPreview, ...(isPreview ? { text } : {}) } });
}

async function textOf(file: string | File | undefined): Promise<string | undefined> {
	if (!(file instanceof File) || file.size === 0) return undefined;
	if (file.size > mostImportBytes) return ' '.repeat(mostImportBytes + 1);
	return textOfTable(await file.bytes());
}

function textsOf(form: Sent['form']): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(form).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value] as const] : [],
		),
	);
}

function answer(
	{ staff }: StaffReportParts,
	{ context, language, member }: Omit<Sent, 'form'>,
	data: StaffReportsData,
	{
		values = {},
		problems = [],
		status = 200,
	}: {
		readonly values?: Readonly<Record<string, string>>;
		readonly problems?: readonly Problem[];
		readonly status?: number;
	} = {},
): Promise<Response> {
	const me = { name: member.name, roles: member.roles };
	return staff.show(
		context,
		staffPath(language, 'reports/'),
		{ me, data, values, problems },
		status,
	);
}
