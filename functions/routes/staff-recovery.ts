import { type Context, Hono } from 'hono';
import type { StaffRecoveryData } from '../../src/domain/answers.ts';
import { purgeScope } from '../../src/domain/incident-purge.ts';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import type { PublishedIncident } from '../../src/domain/site.ts';
import { toDay, toOffsetString } from '../../src/domain/time.ts';
import { type ArchiveParts, archiveIncident } from '../actions/archive-incident.ts';
import { type PurgeParts, purgeIncident } from '../actions/purge-incident.ts';
import type { StaffMember } from '../auth/staff.ts';
import type { SigningKeys } from '../signing/signing-keys.ts';
import type { IncidentComments } from '../store/incident-comments.ts';
import type { IncidentPurges } from '../store/incident-purges.ts';
import { meOf, proveAgain } from './prove-again.ts';
import { formOf, seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';
import { forStaffWho } from './staff-work.ts';

export interface StaffRecoveryParts
	extends Omit<PurgeParts, 'purges' | 'keys'>,
		Omit<ArchiveParts, 'keys'> {
	readonly keys: SigningKeys;
	readonly staff: StaffParts;
	readonly purges: IncidentPurges;
	readonly comments: Pick<IncidentComments, 'list'>;
	/** Help points are as their editors wrote them, once reports on them are gone. */
	readonly onPurged: () => Promise<void>;
	readonly now: () => Date;
}

const shownComments = 200;
const shownProtocols = 50;
const notKept = { 'Cache-Control': 'no-store' };

/** `/staff/recovery/`: comments on reviews, the archive of each incident, and the deletion of personal data at its end. */
export function staffRecoveryRoutes(parts: StaffRecoveryParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = staffPath(language, 'recovery/');
		const page = 'recovery/' as const;
		const read = { language, page, may: 'read-desk' } as const;
		const publish = { language, page, may: 'publish' } as const;
		routes.get(root, (context) =>
			forStaffWho(parts.staff, context, read, (staff) => show(parts, context, language, staff)),
		);
		routes.get(`${root}archive/:name{[a-z0-9-]+\\.zip}`, (context) =>
			forStaffWho(parts.staff, context, read, (staff) => archive(parts, context, staff)),
		);
		routes.get(`${root}protocols/:name{[a-f0-9-]+\\.json}`, (context) =>
			forStaffWho(parts.staff, context, read, () => protocol(parts, context)),
		);
		routes.post(`${root}purge/`, (context) =>
			forStaffWho(parts.staff, context, publish, (staff) => purge(parts, context, language, staff)),
		);
	}
	return routes;
}

/** What is wrong with a form for a deletion, and what was typed into it. */
interface Refusal {
	readonly problems?: readonly Problem[];
	/** The incident that was to be purged, and its name as it was typed. */
	readonly of?: string;
	readonly again?: string;
	readonly status?: number;
}

async function show(
	parts: StaffRecoveryParts,
	context: Context,
	language: Language,
	staff: StaffMember,
	{ problems = [], again = '', of = '', status = 422 }: Refusal = {},
): Promise<Response> {
	const all = await parts.incidents();
	const comments = await parts.comments.list(shownComments);
	const protocols = await parts.purges.protocols(shownProtocols);
	const data: StaffRecoveryData = {
		incidents: await Promise.all(all.map((each) => row(parts, each, all))),
		comments: comments.map(({ receivedAt, language: spoken, ...comment }) => ({
			incident: comment.incident,
			day: toDay(receivedAt),
			content: comment.content,
			language: spoken,
			crisis: comment.crisis,
			suspect: comment.suspect,
		})),
		protocols: protocols.map(({ id, incident, at, key }) => ({
			id,
			incident,
			at: toOffsetString(at),
			key,
		})),
	};
	const me = meOf(staff, parts.now());
	const path = staffPath(language, 'recovery/');
	const answer = { me, data, problems, values: { [`again-${of}`]: again } };
	return parts.staff.show(context, path, answer, problems.length > 0 ? status : 200);
}

async function row(
	{ purges, now }: StaffRecoveryParts,
	incident: PublishedIncident,
	all: readonly PublishedIncident[],
): Promise<StaffRecoveryData['incidents'][number]> {
	const { ref, title, phase, over } = incident;
	const scope = purgeScope(incident, all);
	const counts = scope && (await purges.count(scope, now()));
	return { ref, title, phase, over, shared: !scope?.period, ...(counts && { counts }) };
}

async function archive(
	parts: StaffRecoveryParts,
	context: Context,
	staff: StaffMember,
): Promise<Response> {
	const ref = (context.req.param('name') ?? '').replace(/\.zip$/, '');
	const made = await archiveIncident(parts, ref);
	if (made.kind === 'unknown') return context.notFound();
	const about = { at: parts.now(), actor: staff.id, subject: ref, details: {} };
	await parts.audit.append({ ...about, action: 'incident.archived' });
	return new Response(new Uint8Array(made.bytes), {
		headers: {
			...notKept,
			'Content-Type': 'application/zip',
			'Content-Disposition': `attachment; filename="${made.name}"`,
		},
	});
}

/** The protocol with its signature: exactly the text that was signed, so that others can check it. */
async function protocol({ purges }: StaffRecoveryParts, context: Context): Promise<Response> {
	const found = await purges.protocol((context.req.param('name') ?? '').replace(/\.json$/, ''));
	if (!found) return context.notFound();
	const { document, key, signature } = found;
	return context.body(`${JSON.stringify({ document, key, signature }, null, '\t')}\n`, 200, {
		...notKept,
		'Content-Type': 'application/json; charset=utf-8',
		'Content-Disposition': `attachment; filename="purge-${found.incident}.json"`,
	});
}

/** What is gone is gone: the name of the incident must be typed. */
async function purge(
	parts: StaffRecoveryParts,
	context: Context,
	language: Language,
	staff: StaffMember,
): Promise<Response> {
	const { ref = '', again = '', password } = await formOf(context);
	const refuse = (found: Problem, status = 422) =>
		show(parts, context, language, staff, { problems: [found], of: ref, again, status });
	if (again.trim() !== ref) return refuse(problem('not-confirmed', `again-${ref}`));
	const needs = { ...parts.staff, audit: parts.audit };
	const proof = await proveAgain(needs, context, staff, { password, isNeeded: true });
	if ('problem' in proof) return refuse(proof.problem, proof.status);
	const purged = await purgeIncident(parts, ref, staff.id);
	if (purged.kind !== 'purged') return refuse(problem('incident-not-over'));
	await parts.onPurged();
	const onward = `${staffPath(language, 'recovery/')}#protocols`;
	return seeOther(parts.staff.config, onward);
}
