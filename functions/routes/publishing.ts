import { Hono } from 'hono';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { confirmAnnouncement } from '../actions/confirm-announcement.ts';
import { can, type StaffAction } from '../auth/roles.ts';
import { type StaffMember, staffOf } from '../auth/staff.ts';
import type { Releaser } from '../release/releaser.ts';
import type { AuditLog } from '../store/audit.ts';
import { showHome, toSignIn } from './staff-home.ts';
import { formOf, type StaffForm, seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

export interface PublishingParts {
	readonly staff: StaffParts;
	readonly releaser: Releaser;
	readonly confirmation: Omit<Parameters<typeof confirmAnnouncement>[0], 'audit'>;
	readonly audit: Pick<AuditLog, 'append'>;
	/** Sends what was just allowed. */
	readonly wakeSender: () => void;
	readonly now: () => Date;
}

/** What a form on the staff page asks for. A problem is shown on the page it came from. */
interface PublishingForm {
	readonly path: string;
	readonly action: StaffAction;
	readonly work: (
		parts: PublishingParts,
		staff: StaffMember,
		form: StaffForm,
	) => Promise<Problem | undefined>;
}

const forms: readonly PublishingForm[] = [
	{
		path: 'announcements/confirm',
		action: 'confirm-announcement',
		work: (parts, staff, { key = '' }) => decide(parts, staff, key, 'announced'),
	},
	{
		path: 'announcements/dismiss',
		action: 'confirm-announcement',
		work: (parts, staff, { key = '' }) => decide(parts, staff, key, 'dismissed'),
	},
	{ path: 'releases/rollback', action: 'pin-release', work: rollBack },
	{ path: 'releases/resume', action: 'pin-release', work: resume },
];

/** A publisher's word on held announcements, and on which release is served. */
export function publishingRoutes(parts: PublishingParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		for (const form of forms) addForm(routes, parts, language, form);
	}
	return routes;
}

function addForm(
	routes: Hono,
	parts: PublishingParts,
	language: Language,
	{ path, action, work }: PublishingForm,
): void {
	const home = staffPath(language, '');
	routes.post(`${home}${path}`, async (context) => {
		const staff = await staffOf(parts.staff.auth, context.req.raw.headers);
		if (!staff) return toSignIn(parts.staff, language, home);
		const refuse = (status: number, problems: readonly Problem[]) =>
			showHome(parts.staff, context, { language, staff, status, problems });
		if (!can(staff.roles, action)) return refuse(403, [problem('not-allowed')]);
		const refusal = await work(parts, staff, await formOf(context));
		return refusal ? refuse(422, [refusal]) : seeOther(parts.staff.config, home);
	});
}

async function decide(
	parts: PublishingParts,
	by: StaffMember,
	key: string,
	decision: 'announced' | 'dismissed',
): Promise<Problem | undefined> {
	const confirmation = { ...parts.confirmation, audit: parts.audit };
	const result = await confirmAnnouncement(confirmation, { key, decision, by, now: parts.now() });
	switch (result) {
		case 'announced':
			parts.wakeSender();
			return undefined;
		case 'dismissed':
			return undefined;
		case 'not-held':
			return problem('announcement-not-held');
		case 'not-current':
			return problem('announcement-not-current');
		case 'needs-sign-off':
			return problem('announcement-needs-sign-off');
	}
}

async function rollBack(
	{ releaser, audit, now }: PublishingParts,
	staff: StaffMember,
	{ number = '' }: StaffForm,
): Promise<Problem | undefined> {
	if (!(await releaser.rollBack(Number(number)))) return problem('no-such-release');
	const event = {
		actor: staff.id,
		action: 'release.rolled-back' as const,
		subject: number,
		details: {},
	};
	await audit.append({ at: now(), ...event });
	return undefined;
}

async function resume(
	{ releaser, audit, now }: PublishingParts,
	staff: StaffMember,
): Promise<undefined> {
	const event = { actor: staff.id, action: 'release.resumed' as const, subject: '', details: {} };
	await audit.append({ at: now(), ...event });
	await releaser.resume();
}
