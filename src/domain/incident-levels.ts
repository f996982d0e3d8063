import { byUrgency, type HasPassed, type Notice, type NoticeWithRef } from './notice.ts';

/** Event grade, warning colour and response level: three things that change apart from each other. */
export interface Levels {
	readonly grade?: Notice['eventGrade'];
	readonly color?: Notice['warningColor'];
	readonly response?: Notice['responseLevel'];
}

/** What the levels were from an instant on, and the notice that made them so. */
export interface LevelStep<N extends NoticeWithRef = NoticeWithRef> {
	readonly at: Date;
	readonly notice: N;
	/** Whether the notice was issued then, or its validity ran out without another one. */
	readonly by: 'notice' | 'end';
	readonly levels: Levels;
}

interface Happening<N> {
	readonly at: Date;
	readonly notice: N;
	readonly by: LevelStep['by'];
}

/** What one statement holds up, and what it took the place of. */
interface Held<N> extends Levels {
	readonly notice: N;
	readonly instead: ReadonlyMap<string, Held<N>>;
}

/**
 * How the levels of an incident went, oldest first; the last step is how they are now. An update keeps a response level of
 * which it says nothing, as that ends by an order alone; a lift ends the colour and response of what it lifts; a withdrawal
 * brings back what was before; a validity that runs out ends the colour.
 */
export function levelSteps<N extends NoticeWithRef>(
	notices: readonly N[],
	hasPassed: HasPassed,
): LevelStep<N>[] {
	let held: ReadonlyMap<string, Held<N>> = new Map();
	let grade: Levels['grade'];
	let last: Levels = {};
	const steps: LevelStep<N>[] = [];
	for (const { at, notice, by } of happenings(notices, hasPassed)) {
		held = by === 'end' ? withoutColor(held, notice) : after(held, notice);
		grade = (by === 'notice' && notice.eventGrade) || grade;
		const levels = { grade, color: gravestColor(held), response: gravestResponse(held) };
		if (isSame(levels, last)) continue;
		steps.push({ at, notice, by, levels });
		last = levels;
	}
	return steps;
}

function happenings<N extends NoticeWithRef>(
	notices: readonly N[],
	hasPassed: HasPassed,
): Happening<N>[] {
	return notices
		.filter(({ lifecycle }) => lifecycle !== 'correction')
		.flatMap((notice) => [
			{ at: notice.effective, notice, by: 'notice' as const },
			...(notice.expires ? [{ at: notice.expires, notice, by: 'end' as const }] : []),
		])
		.filter(({ at }) => hasPassed(at))
		.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function after<N extends NoticeWithRef>(
	held: ReadonlyMap<string, Held<N>>,
	notice: N,
): ReadonlyMap<string, Held<N>> {
	const next = new Map(held);
	const instead = new Map<string, Held<N>>();
	for (const ref of notice.references) {
		const before = held.get(ref);
		if (before) instead.set(ref, before);
		next.delete(ref);
	}
	if (notice.lifecycle === 'withdrawal') {
		for (const { instead: earlier } of instead.values())
			for (const [ref, each] of earlier) next.set(ref, each);
		return next;
	}
	const { warningColor: color, responseLevel } = notice;
	const kept = notice.lifecycle === 'update' ? gravestResponse(instead) : undefined;
	const response = responseLevel ?? kept;
	if (color || response) next.set(notice.ref, { notice, color, response, instead });
	return next;
}

function withoutColor<N extends NoticeWithRef>(
	held: ReadonlyMap<string, Held<N>>,
	{ ref }: N,
): ReadonlyMap<string, Held<N>> {
	const ended = held.get(ref);
	return ended ? new Map(held).set(ref, { ...ended, color: undefined }) : held;
}

function gravestColor<N extends NoticeWithRef>(held: ReadonlyMap<string, Held<N>>) {
	const colored = [...held.values()].filter(({ color }) => color);
	return colored.sort((a, b) => byUrgency(a.notice, b.notice))[0]?.color;
}

const responseOrder = ['I', 'II', 'III', 'IV'] as const;

function gravestResponse(held: ReadonlyMap<string, Levels>) {
	return responseOrder.find((level) => [...held.values()].some((each) => each.response === level));
}

function isSame(a: Levels, b: Levels): boolean {
	return a.grade === b.grade && a.color === b.color && a.response === b.response;
}
