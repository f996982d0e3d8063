import { expect, test } from 'vitest';
import { aNotice } from '../../tests/builders.ts';
import { noticeChain } from './notice-chain.ts';

const at = (day: number) => new Date(`2026-03-0${day}T08:00:00+08:00`);
const blue = aNotice({ ref: 'blue', effective: at(1) });
const yellow = aNotice({
	ref: 'yellow',
	lifecycle: 'update',
	references: ['blue'],
	effective: at(2),
});
const clear = aNotice({
	ref: 'clear',
	lifecycle: 'lift',
	references: ['yellow'],
	effective: at(3),
});
const all = [blue, yellow, clear];

test('every version is found from any of them, oldest first', () => {
	for (const start of all) {
		const chain = noticeChain(start, {
			find: (ref) => all.find((each) => each.ref === ref),
			followers: (notice) => all.filter((each) => each.references.includes(notice.ref)),
		});
		expect(chain.map((each) => each.ref)).toEqual(['blue', 'yellow', 'clear']);
	}
});

test('notices that refer to each other in a circle come to an end', () => {
	const one = aNotice({ ref: 'one', references: ['two'] });
	const two = aNotice({ ref: 'two', references: ['one'] });
	const find = (ref: string) => [one, two].find((each) => each.ref === ref);
	expect(noticeChain(one, { find, followers: () => [] })).toHaveLength(2);
});
