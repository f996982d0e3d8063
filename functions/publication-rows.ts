import { announcementKey } from '../src/domain/announcement.ts';
import type { PublicationRow } from '../src/domain/answers.ts';
import { type StepFacts, showSteps } from '../src/domain/publication-steps.ts';
import type { Alert, Alerts } from './store/alerts.ts';
import type { AnnouncementRecords } from './store/announcements.ts';
import type { Publication, Publications } from './store/publications.ts';
import type { RobotMessages } from './store/robot-messages.ts';

export interface PublicationRowsParts {
	readonly publications: Publications;
	readonly alerts: Alerts;
	readonly announcements: AnnouncementRecords;
	readonly robotMessages: RobotMessages;
	readonly now: () => Date;
}

/** The latest publications with each of their steps, as staff see them. */
export async function publicationRows(
	parts: PublicationRowsParts,
	count: number,
): Promise<readonly PublicationRow[]> {
	const [all, alerts, held] = await Promise.all([
		parts.publications.latest(count),
		parts.alerts.latest(50),
		parts.announcements.held(),
	]);
	const now = parts.now();
	return Promise.all(
		all.map(async (publication) => {
			const alert = alerts.find((each) => isOf(publication, each));
			const waits = held.some(
				({ announcement }) =>
					announcement.collection === publication.collection &&
					announcement.ref === publication.ref,
			);
			const { problem } = publication;
			const steps = showSteps(
				publication.askedAt,
				{
					committed: { state: 'done', at: publication.committedAt },
					released: at(publication.releasedAt, String(publication.releaseNumber ?? '')),
					live: publication.liveAt ? at(publication.liveAt) : { state: 'open', detail: problem },
					feeds: at(publication.feedsAt),
					alert: waits ? { state: 'waits' } : await alertFacts(parts.alerts, alert),
					robots: await robotFacts(parts.robotMessages, alert),
				},
				now,
			);
			const { commit, title, path, by, askedAt } = publication;
			return { commit, title, path, by, askedAt: askedAt.toISOString(), steps };
		}),
	);
}

function at(instant: Date | undefined, detail?: string): StepFacts {
	return instant ? { state: 'done', at: instant, detail } : { state: 'open' };
}

/** An edit after publication has no alert of its own. */
function isOf(
	{ collection, ref, askedAt }: Publication,
	{ announcement, at: begun }: Alert,
): boolean {
	return announcement.collection === collection && announcement.ref === ref && begun >= askedAt;
}

async function alertFacts(alerts: Alerts, alert: Alert | undefined): Promise<StepFacts> {
	if (!alert) return { state: 'not-needed' };
	const { total, delivered, pending } = await alerts.counts(alert.key);
	const detail = `${delivered}/${total}`;
	return alert.state === 'done' || pending === 0
		? { state: 'done', at: alert.at, detail }
		: { state: 'open', detail };
}

async function robotFacts(messages: RobotMessages, alert: Alert | undefined): Promise<StepFacts> {
	const all = alert ? await messages.of(announcementKey(alert.announcement)) : [];
	if (all.length === 0) return { state: 'not-needed' };
	const failed = all.filter(({ state }) => state === 'failed');
	if (failed.length > 0)
		return {
			state: 'failed',
			detail: failed.map(({ robot, error }) => `${robot}: ${error}`).join('; '),
		};
	const delivered = all.filter(({ state }) => state === 'delivered').length;
	const detail = `${delivered}/${all.length}`;
	return delivered === all.length ? { state: 'done', detail } : { state: 'open', detail };
}
