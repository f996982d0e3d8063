import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anItem, aReport } from '../../tests/desk-builders.ts';
import { nearly, strangeObject, strangeText } from '../../tests/strange-values.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';
import { cases, expectSound, formBody, jsonBody } from './answers.ts';
import { signedIn } from './signed-in.ts';

const claim = { claim: '新说法', harm: 1, spread: 1 };
const desk: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	bulk: {
		act: 'group',
		item: 'i-1',
		reports: ['r-1', 'r-2'],
		items: [],
		shown: { reports: 2, items: 0 },
	},
	'bulk/preview': { act: 'open', claim, reports: ['r-1'], items: ['i-1'] },
	'bulk/assign': { to: 'me', reports: ['r-1'], items: ['i-2'] },
	'items/i-1': {
		version: 1,
		seen: { claim: '说法' },
		state: 'checking',
		nextUpdateAt: '2026-03-15T09:00:00+08:00',
		...claim,
	},
	'items/i-1/merge': { version: 1, into: { id: 'i-2', version: 1 } },
	'items/i-1/split': { ...claim, reports: ['r-1'] },
	'items/i-1/reject': { item: 'i-2' },
	'items/i-1/evidence': {
		what: '没有',
		who: '水务局',
		date: '2026-03-14',
		url: 'https://x.example/',
	},
	'items/i-1/draft': { aliases: ['又名'] },
	'items/i-1/holding': { version: 1, text: { 'zh-CN': '正在核实', en: 'Checking' } },
	'reports/r-1/group': { item: 'i-1', shown: ['i-1'] },
	'reports/r-2/item': { ...claim, variantOf: 'i-1' },
	'reports/r-1/ungroup': {},
	'reports/r-1/state': { state: 'spam' },
	locks: { subject: 'report/r-1', takeOver: true },
	'locks/release': { subject: 'report/r-1' },
	replies: {
		id: 'holding',
		version: 1,
		purpose: 'holding',
		title: { 'zh-CN': '核实', en: 'a' },
		text: { 'zh-CN': '核', en: 'a' },
	},
	'replies/holding/remove': { version: 1 },
	undo: {},
};

/** What moderators send to the desk, and publishers by quick forms. */
export function deskProperties(whole: () => WholePortal): void {
	const { signed } = signedIn(whole);

	describe('the desk', () => {
		test('loses no report and no item, whatever is sent to it', async () => {
			const { ask, areas } = whole();
			for (const id of ['i-1', 'i-2']) await areas.items.add(anItem(id));
			for (const id of ['r-1', 'r-2', 'r-3']) await areas.reports.add(aReport(id));
			const reports = await countOf(whole(), 'reports');
			const act = fc
				.constantFrom(...Object.entries(desk))
				.chain(([path, sound]) =>
					fc.tuple(
						fc.constant(path),
						Object.keys(sound).length > 0
							? fc.oneof({ weight: 3, arbitrary: nearly(sound) }, strangeObject(Object.keys(sound)))
							: fc.constant({}),
					),
				);
			await fc.assert(
				fc.asyncProperty(act, async ([path, value]) => {
					const answer = await ask(`/api/desk/${path}`, signed(jsonBody(value)));
					// Whoever does not say what they have seen gets the whole desk.
					await expectSound(whole(), answer, Number.POSITIVE_INFINITY);
					expect(await countOf(whole(), 'reports')).toBe(reports);
				}),
				cases(500),
			);
			for (const id of ['i-1', 'i-2']) expect(await areas.items.get(id)).toBeDefined();
			await areas.items.add(anItem('i-3'));
			const into = { id: 'i-3', version: 1 };
			await areas.items.add(anItem('i-4'));
			const merge = signed(jsonBody({ version: 1, into }));
			expect((await ask('/api/desk/items/i-4/merge', merge)).status).toBe(200);
		});
	});

	describe('quick forms', () => {
		test('publish nothing that breaks a rule, whatever is sent', async () => {
			const { ask, areas } = whole();
			const start = { phase: 'holding', hazard: 'flood', ref: '' };
			const begun = await ask('/staff/quick/', signed(formBody(start)));
			const form = begun.headers.get('location') ?? '';
			expect(form).toMatch(/^\/staff\/quick\/\S+\/$/);
			const fields = {
				'zh-CN.title': '云溪镇洪水',
				'zh-CN.summary': '正在处置',
				'zh-CN.actions': '请到高处',
				'en.title': 'Flood',
				areas: '999900101',
				effective: '2026-03-14T12:00',
				expires: '2026-03-15T12:00',
				version: '1',
				verb: 'publish',
				confirm: '',
			};
			const lost = fc.dictionary(
				fc.oneof(
					strangeText,
					strangeText.map((each) => `it.${each}`),
				),
				strangeText,
			);
			const sent = fc.oneof(
				fc.tuple(fc.constant('/staff/quick/'), nearly(start)),
				fc.tuple(fc.constant('/staff/quick/no-such/'), lost),
				fc.tuple(fc.constantFrom(form, '/staff/quick/no-such/'), nearly(fields)),
				fc.tuple(fc.constant(form), strangeObject(Object.keys(fields))),
			);
			await fc.assert(
				fc.asyncProperty(sent, async ([path, value]) => {
					await expectSound(whole(), await ask(path, signed(formBody(value))));
				}),
				cases(150),
			);
			// The blanks of the template were never filled in.
			const all = await areas.publications.latest(10);
			expect(all).toEqual([]);
		});
	});
}

async function countOf({ portal }: WholePortal, table: 'reports'): Promise<number> {
	const { count } = await portal.store.db
		.selectFrom(table)
		.select((each) => each.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return count;
}
