import { type NoticeWithRef, sentAt } from './notice.ts';
import { type RumorResponse, respondedAt } from './rumor-response.ts';

/** Something said in the course of an incident. */
export type IncidentEvent<N, R> =
	| { readonly kind: 'notice'; readonly at: Date; readonly notice: N }
	| { readonly kind: 'response'; readonly at: Date; readonly response: R };

/** Everything said about an incident, the newest first. */
export function incidentTimeline<N extends NoticeWithRef, R extends RumorResponse>(
	notices: readonly N[],
	responses: readonly R[],
): IncidentEvent<N, R>[] {
	const events: IncidentEvent<N, R>[] = [
		...notices.map((notice) => ({ kind: 'notice' as const, at: sentAt(notice), notice })),
		...responses.map((response) => ({
			kind: 'response' as const,
			at: respondedAt(response),
			response,
		})),
	];
	return events.sort((a, b) => b.at.getTime() - a.at.getTime());
}
