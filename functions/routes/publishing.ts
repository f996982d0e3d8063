import { type Context, Hono } from 'hono';
import { languagePrefix, languages } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { type Confirmation, confirmAnnouncement } from '../actions/confirm-announcement.ts';
import type { Auth } from '../auth/auth.ts';
import { can, type StaffAction } from '../auth/roles.ts';
import { type StaffMember, staffOf } from '../auth/staff.ts';
import type { Releaser } from '../release/releaser.ts';
import type { AuditLog } from '../store/audit.ts';
import { problemAnswer } from './problem-answer.ts';

export interface PublishingParts {
	readonly auth: Auth;
	readonly releaser: Releaser;
	readonly confirmation: Omit<Parameters<typeof confirmAnnouncement>[0], 'audit'>;
	readonly audit: Pick<AuditLog, 'append'>;
	/** Sends what was just allowed. */
	readonly wakeSender: () => void;
	readonly now: () => Date;
}

/** A publisher's word on held announcements, and on which release is served. */
export function publishingRoutes(parts: PublishingParts): Hono {
	const routes = new Hono();
	for (const { tag } of languages) {
		const staffPage = `${languagePrefix(tag)}/staff/`;
		const post = (
			name: string,
			action: StaffAction,
			work: (context: Context, staff: StaffMember, value: string) => Promise<Response | undefined>,
		) =>
			routes.post(`${staffPage}${name}`, async (context) => {
				const staff = await staffOf(parts.auth, context.req.raw.headers);
				if (!staff) return context.redirect(`${staffPage}sign-in/`, 303);
				if (!can(staff.roles, action)) return problemAnswer(context, 403, problem('not-allowed'));
				const form = await context.req.parseBody();
				const value = form.key ?? form.number;
				return (
					(await work(context, staff, typeof value === 'string' ? value : '')) ??
					context.redirect(staffPage, 303)
				);
			});

		post('announcements/confirm', 'confirm-announcement', (context, staff, key) =>
			decide(parts, context, staff, key, 'announced'),
		);
		post('announcements/dismiss', 'confirm-announcement', (context, staff, key) =>
			decide(parts, context, staff, key, 'dismissed'),
		);
		post('releases/rollback', 'pin-release', async (context, staff, number) => {
			const done = await parts.releaser.rollBack(Number(number));
			if (!done) return problemAnswer(context, 404, problem('no-such-release'));
			await parts.audit.append({
				at: parts.now(),
				actor: staff.id,
				action: 'release.rolled-back',
				subject: number,
				details: {},
			});
			return undefined;
		});
		post('releases/resume', 'pin-release', async (_context, staff) => {
			await parts.audit.append({
				at: parts.now(),
				actor: staff.id,
				action: 'release.resumed',
				subject: '',
				details: {},
			});
			await parts.releaser.resume();
			return undefined;
		});
	}
	return routes;
}

async function decide(
	parts: PublishingParts,
	context: Context,
	staff: StaffMember,
	key: string,
	decision: 'announced' | 'dismissed',
): Promise<Response | undefined> {
	const about = { key, decision, by: staff, now: parts.now() };
	const result: Confirmation = await confirmAnnouncement(
		{ ...parts.confirmation, audit: parts.audit },
		about,
	);
	switch (result) {
		case 'announced':
			parts.wakeSender();
			return undefined;
		case 'dismissed':
			return undefined;
		case 'not-held':
			return problemAnswer(context, 409, problem('announcement-not-held'));
		case 'needs-sign-off':
			return problemAnswer(context, 422, problem('announcement-needs-sign-off'));
	}
}
