import { Hono } from 'hono';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { confirmAnnouncement } from '../actions/confirm-announcement.ts';
import { stopAlert } from '../actions/stop-alert.ts';
import { can, type StaffAction } from '../auth/roles.ts';
import { type StaffMember, staffOf } from '../auth/staff.ts';
import type { CmsParts } from '../cms/parts.ts';
import type { Releaser } from '../release/releaser.ts';
import type { AuditLog } from '../store/audit.ts';
import { draftForms } from './draft-forms.ts';
import { showInterrupted } from './interrupted.ts';
import { proveAgain } from './prove-again.ts';
import { showHome, toSignIn } from './staff-home.ts';
import { formOf, type StaffForm, seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

export interface PublishingParts {
	readonly staff: StaffParts;
	readonly releaser: Releaser;
	readonly confirmation: Omit<Parameters<typeof confirmAnnouncement>[0], 'audit'>;
	readonly audit: Pick<AuditLog, 'append'>;
	readonly cms: CmsParts;
	/** Sends what was just allowed. */
	readonly wakeSender: () => void;
	readonly now: () => Date;
}

/** A form on the staff page that somebody sent. */
export interface Submission {
	readonly staff: StaffMember;
	readonly form: StaffForm;
	readonly language: Language;
}

/** What a form on the staff page asks for. Problems are shown on the page it came from. */
export interface PublishingForm {
	readonly path: string;
	readonly action: StaffAction;
	/** Whether it asks for the password of who signed in a while ago; without it, the password counts where it is given. */
	readonly asksPassword?: boolean;
	readonly work: (parts: PublishingParts, sent: Submission) => Promise<readonly Problem[]>;
}

const forms: readonly PublishingForm[] = [
	{
		path: 'announcements/confirm',
		action: 'confirm-announcement',
		asksPassword: true,
		work: (parts, sent) => decide(parts, sent, 'announced'),
	},
	{
		path: 'announcements/dismiss',
		action: 'confirm-announcement',
		asksPassword: true,
		work: (parts, sent) => decide(parts, sent, 'dismissed'),
	},
	{
		// A brake asks nothing: what is stopped is sent on with the password.
		path: 'alerts/stop',
		action: 'stop-alert',
		work: (parts, sent) => halt(parts, sent, 'stopped'),
	},
	{
		path: 'alerts/resume',
		action: 'stop-alert',
		asksPassword: true,
		work: (parts, sent) => halt(parts, sent, 'resumed'),
	},
	{ path: 'releases/rollback', action: 'pin-release', asksPassword: true, work: rollBack },
	{ path: 'releases/resume', action: 'pin-release', asksPassword: true, work: resume },
	...draftForms,
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
	{ path, action, asksPassword = false, work }: PublishingForm,
): void {
	const home = staffPath(language, '');
	routes.post(`${home}${path}`, async (context) => {
		const staff = await staffOf(parts.staff.auth, context.req.raw.headers);
		if (!staff)
			return (await formOf(context)).reason
				? showInterrupted(parts.staff, context, language)
				: toSignIn(parts.staff, language, home);
		const refuse = (status: number, problems: readonly Problem[], values: StaffForm = {}) =>
			showHome(parts.staff, context, { language, staff, status, problems, values });
		if (!can(staff.roles, action)) {
			await recordRefusal(parts, staff, path);
			return refuse(403, [problem('not-allowed')]);
		}
		const { password, ...form } = await formOf(context);
		const asked = { password, isNeeded: asksPassword };
		const proof = await proveAgain({ ...parts.staff, audit: parts.audit }, context, staff, asked);
		if ('problem' in proof) return refuse(proof.status, [proof.problem], form);
		const problems = await work(parts, { staff: proof.staff, form, language });
		if (problems.length === 0) return seeOther(parts.staff.config, home);
		return refuse(422, problems, form);
	});
}

/** That somebody tried what they may not is worth knowing, here as in the CMS. */
async function recordRefusal(
	{ audit, now }: PublishingParts,
	{ id: actor }: StaffMember,
	asked: string,
): Promise<void> {
	const details = { asked, reason: 'not-allowed' };
	await audit.append({ at: now(), actor, action: 'request.refused', subject: '', details });
}

async function decide(
	parts: PublishingParts,
	{ staff: by, form: { key = '' } }: Submission,
	decision: 'announced' | 'dismissed',
): Promise<readonly Problem[]> {
	const confirmation = { ...parts.confirmation, audit: parts.audit };
	const result = await confirmAnnouncement(confirmation, { key, decision, by, now: parts.now() });
	switch (result) {
		case 'announced':
			parts.wakeSender();
			return [];
		case 'dismissed':
			return [];
		case 'not-held':
		case 'not-current':
		case 'needs-sign-off':
			return [problem(`announcement-${result}`)];
	}
}

async function halt(
	parts: PublishingParts,
	{ staff: by, form: { key = '' } }: Submission,
	decision: 'stopped' | 'resumed',
): Promise<readonly Problem[]> {
	const { audit, confirmation, now, wakeSender } = parts;
	const { alerts } = confirmation;
	if (!(await stopAlert({ alerts, audit }, { key, decision, by, now: now() })))
		return [problem('alert-not-moving')];
	wakeSender();
	return [];
}

async function rollBack(
	{ releaser, audit, now }: PublishingParts,
	{ staff, form: { number = '' } }: Submission,
): Promise<readonly Problem[]> {
	if (!(await releaser.rollBack(Number(number)))) return [problem('no-such-release')];
	const event = {
		actor: staff.id,
		action: 'release.rolled-back' as const,
		subject: number,
		details: {},
	};
	await audit.append({ at: now(), ...event });
	return [];
}

async function resume(
	{ releaser, audit, now }: PublishingParts,
	{ staff }: Submission,
): Promise<readonly Problem[]> {
	const event = { actor: staff.id, action: 'release.resumed' as const, subject: '', details: {} };
	await audit.append({ at: now(), ...event });
	await releaser.resume();
	return [];
}
