import type { HelpPoint, Support } from './collections.ts';
import { type NoticeWithRef, sentAt } from './notice.ts';
import { type RumorResponse, respondedAt } from './rumor-response.ts';
import { type Day, startOfDay, toDay } from './time.ts';

/** Something said in the course of an incident. Help points that were published on one day stand together. */
export type IncidentEvent<N, R, P, S> =
	| { readonly kind: 'notice'; readonly at: Date; readonly notice: N }
	| { readonly kind: 'response'; readonly at: Date; readonly response: R }
	| { readonly kind: 'help-points'; readonly at: Date; readonly points: readonly P[] }
	| { readonly kind: 'support'; readonly at: Date; readonly page: S }
	| { readonly kind: 'review'; readonly at: Date };

/** Everything said about an incident, the newest first. */
export function incidentTimeline<
	N extends NoticeWithRef,
	R extends RumorResponse,
	P extends HelpPoint,
	S extends Support,
>(said: {
	readonly notices: readonly N[];
	readonly responses: readonly R[];
	readonly points: readonly P[];
	readonly support: readonly S[];
	/** When the review was published, if it was. */
	readonly reviewAt?: Date | undefined;
}): IncidentEvent<N, R, P, S>[] {
	const events: IncidentEvent<N, R, P, S>[] = [
		...said.notices.map((notice) => ({ kind: 'notice' as const, at: sentAt(notice), notice })),
		...said.responses.map((response) => ({
			kind: 'response' as const,
			at: respondedAt(response),
			response,
		})),
		...pointsByDay(said.points),
		...said.support.map((page) => ({ kind: 'support' as const, at: supportAt(page), page })),
		...(said.reviewAt ? [{ kind: 'review' as const, at: said.reviewAt }] : []),
	];
	return events.sort((a, b) => b.at.getTime() - a.at.getTime());
}

function pointsByDay<P extends HelpPoint>(points: readonly P[]) {
	const days: Map<Day, P[]> = Map.groupBy(points, (point) => toDay(pointAt(point)));
	return [...days.values()].map((ofDay) => ({
		kind: 'help-points' as const,
		at: new Date(Math.min(...ofDay.map((point) => pointAt(point).getTime()))),
		points: ofDay,
	}));
}

/** One that was never stamped is as old as what it says. */
function pointAt({ stamp, publishAt, asOf }: HelpPoint): Date {
	return publishAt ?? stamp?.sent ?? asOf;
}

function supportAt({ stamp, publishAt, lastReviewed }: Support): Date {
	return publishAt ?? stamp?.sent ?? startOfDay(lastReviewed);
}
