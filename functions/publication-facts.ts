import type { PartFacts, StepFacts } from '../src/domain/publication-steps.ts';
import { isWebhookId } from './channels/webhooks.ts';
import type { OriginCounts } from './store/alert-counts.ts';
import type { Alert } from './store/alerts.ts';
import type { RobotMessageState } from './store/robot-messages.ts';

/** Whether an alert waits for a publisher's word, and whether the county sends alerts at all. */
interface AlertAsked {
	readonly waits: boolean;
	readonly isOn: boolean;
}

/** That every subscription which an alert concerns has its place in the ledger. */
export function queuedFacts(
	alert: Alert | undefined,
	counts: readonly OriginCounts[],
	asked: AlertAsked,
): StepFacts {
	const standing = standingOf(alert, asked);
	if (!alert || standing) return { state: standing ?? 'not-needed' };
	const detail = String(counts.reduce((sum, { total }) => sum + total, 0));
	const { at: from, queuedAt } = alert;
	if (alert.state === 'cutting') return { state: 'open', from, detail };
	return { state: 'done', at: queuedAt, from, detail };
}

/** That what became of each subscription is known, service by service. */
export function alertFacts(
	alert: Alert | undefined,
	counts: readonly OriginCounts[],
	asked: AlertAsked,
): StepFacts {
	const standing = standingOf(alert, asked);
	if (!alert || standing) return { state: standing ?? 'not-needed' };
	// What is left open when an alert is ended by a person is not sent.
	const isEnded = alert.state === 'done';
	const delivered = counts.reduce((sum, each) => sum + each.delivered, 0);
	const total = counts.reduce((sum, each) => sum + each.total, 0);
	const about = {
		from: alert.at,
		detail: `${delivered}/${total}`,
		parts: counts.map((each) => servicePart(each, isEnded)),
	};
	// Those who have quiet hours get it in the morning, and nobody is late.
	const isSent = alert.state === 'sending' && counts.every((each) => !isOpen(each));
	if (!isEnded && !isSent) return { state: 'open', ...about };
	const at = latest(counts.map(({ lastDeliveredAt }) => lastDeliveredAt)) ?? alert.queuedAt;
	return { state: 'done', at, ...about };
}

function standingOf(alert: Alert | undefined, { waits, isOn }: AlertAsked) {
	if (waits || alert?.state === 'stopped') return 'waits';
	if (!alert) return 'not-needed';
	return !isOn && alert.state === 'cutting' ? 'off' : undefined;
}

function servicePart(counts: OriginCounts, isEnded: boolean): PartFacts {
	const { origin, firstDeliveredAt, lastDeliveredAt, ...numbers } = counts;
	return {
		name: origin,
		state: isOpen(counts) && !isEnded ? 'open' : 'done',
		at: lastDeliveredAt,
		firstAt: firstDeliveredAt,
		counts: numbers,
	};
}

function isOpen({ pending, waiting }: OriginCounts): boolean {
	return pending > waiting;
}

/** What became of an announcement at the group robots, and at the webhooks. */
export function channelFacts(
	messages: readonly RobotMessageState[],
	waits: boolean,
): { readonly robots: StepFacts; readonly webhooks: StepFacts } {
	return {
		robots: toldFacts(
			messages.filter(({ robot }) => !isWebhookId(robot)),
			waits,
		),
		webhooks: toldFacts(
			messages.filter(({ robot }) => isWebhookId(robot)),
			waits,
		),
	};
}

function toldFacts(messages: readonly RobotMessageState[], waits: boolean): StepFacts {
	const [first] = messages;
	if (!first) return { state: waits ? 'waits' : 'not-needed' };
	const parts = messages.map(channelPart);
	const done = parts.filter(({ state }) => state === 'done').length;
	const about = { from: first.queuedAt, detail: `${done}/${parts.length}`, parts };
	if (parts.some(({ state }) => state === 'open')) return { state: 'open', ...about };
	if (done < parts.length) return { state: 'failed', ...about };
	return { state: 'done', at: latest(messages.map(({ deliveredAt }) => deliveredAt)), ...about };
}

function channelPart({ robot, state, deliveredAt, error }: RobotMessageState): PartFacts {
	const states = { due: 'open', delivered: 'done', failed: 'failed' } as const;
	return { name: robot, state: states[state], at: deliveredAt, detail: error || undefined };
}

function latest(instants: readonly (Date | undefined)[]): Date | undefined {
	const known = instants.flatMap((instant) => instant?.getTime() ?? []);
	return known.length === 0 ? undefined : new Date(Math.max(...known));
}
