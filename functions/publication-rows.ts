import { type ShownStep, type StepFacts, showSteps } from '../src/domain/publication-steps.ts';
import type { Settings } from '../src/domain/settings.ts';
import { alertFacts, channelFacts, queuedFacts } from './publication-facts.ts';
import type { Alert, Alerts } from './store/alerts.ts';
import type { AnnouncementRecords } from './store/announcements.ts';
import type { Publication, PublicationQuery, Publications } from './store/publications.ts';
import type { RobotMessageState, RobotMessages } from './store/robot-messages.ts';

export interface PublicationRowsParts {
	readonly publications: Publications;
	readonly alerts: Alerts;
	readonly announcements: AnnouncementRecords;
	readonly robotMessages: RobotMessages;
	readonly settings: () => Settings;
	readonly now: () => Date;
}

/** A publication, and how far each of its steps has come. */
export interface PublicationProgress {
	readonly publication: Publication;
	readonly steps: readonly ShownStep[];
}

/** More than all the alerts of the publications that anybody looks at. */
const mostAlerts = 50;

/** The latest publications with each of their steps. */
export async function publicationRows(
	parts: PublicationRowsParts,
	count: number,
	about: PublicationQuery = {},
): Promise<readonly PublicationProgress[]> {
	const all = await parts.publications.latest(count, about);
	if (all.length === 0) return [];
	const [alerts, held] = await Promise.all([
		parts.alerts.latest(mostAlerts),
		parts.announcements.held(),
	]);
	const waiting = new Set(held.map(({ announcement }) => nameOf(announcement)));
	const now = parts.now();
	return Promise.all(
		all.map(async (publication) => {
			const until = nextOf(publication, all)?.askedAt;
			const alert = alerts.find((each) => isOf(publication, each, until));
			const messages = (await parts.robotMessages.about(publication)).filter((message) =>
				isBetween(publication.askedAt, message.queuedAt, until),
			);
			const waits = waiting.has(nameOf(publication));
			const facts = await stepFacts(parts, { publication, alert, messages, waits });
			return { publication, steps: showSteps(publication.askedAt, facts, now) };
		}),
	);
}

async function stepFacts(
	{ alerts, settings }: PublicationRowsParts,
	known: {
		readonly publication: Publication;
		readonly alert: Alert | undefined;
		readonly messages: readonly RobotMessageState[];
		readonly waits: boolean;
	},
): Promise<Parameters<typeof showSteps>[1]> {
	const { publication, alert, messages, waits } = known;
	const { problem, liveAt, feedsAt, capAt, releasedAt, releaseNumber } = publication;
	const asked = { waits: waits || alert?.state === 'held', isOn: settings().push.enabled };
	const counts = alert ? await alerts.countsByOrigin(alert.key) : [];
	return {
		committed: { state: 'done', at: publication.committedAt },
		released: seen(releasedAt, releaseNumber === undefined ? undefined : String(releaseNumber)),
		live: liveAt ? seen(liveAt) : { state: 'open', detail: problem },
		feeds: seen(feedsAt, undefined, liveAt && problem),
		cap: hasCap(publication) ? seen(capAt, undefined, feedsAt && problem) : { state: 'not-needed' },
		queued: queuedFacts(alert, counts, asked),
		alert: alertFacts(alert, counts, asked),
		...channelFacts(messages, waits),
	};
}

/** An exercise has no message for machines, and neither has anything that is no notice. */
function hasCap({ collection, path }: Publication): boolean {
	return collection === 'notices' && path.startsWith('/notices/');
}

function seen(at: Date | undefined, detail?: string, problem?: string): StepFacts {
	return at ? { state: 'done', at, detail } : { state: 'open', detail: problem };
}

/** An edit after publication has no alert of its own, and a later publication has its own. */
function isOf(publication: Publication, { announcement, at }: Alert, until?: Date): boolean {
	return nameOf(announcement) === nameOf(publication) && isBetween(publication.askedAt, at, until);
}

/** The publication of the same entry that came after; `newestFirst` holds all that are newer. */
function nextOf(
	publication: Publication,
	newestFirst: readonly Publication[],
): Publication | undefined {
	return newestFirst.findLast(
		(each) => nameOf(each) === nameOf(publication) && each.askedAt > publication.askedAt,
	);
}

function nameOf({ collection, ref }: { readonly collection: string; readonly ref: string }) {
	return `${collection}/${ref}`;
}

function isBetween(from: Date, instant: Date, until: Date | undefined): boolean {
	return instant >= from && (until === undefined || instant < until);
}
