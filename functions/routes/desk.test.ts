import { describe, expect, test } from 'vitest';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { desksForTests, type TestDesk, withReports } from '../../tests/a-desk.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { anItem, aReport } from '../../tests/desk-builders.ts';
import { followResponses } from '../actions/follow-responses.ts';
import { reopenItems } from '../actions/reopen-items.ts';

const aDesk = desksForTests();

const answer: PublishedResponse = {
	item: 'i-1',
	ref: 'no-lockdown',
	title: '出行照常',
	wordings: ['今晚封城'],
	state: 'answered',
	verdict: 'false',
	corrections: 0,
	heardAt: noon,
};

describe('a change of an item', () => {
	test('that somebody else was quicker with is refused, and says field by field what the other did', async () => {
		const desk = aDesk();
		await withReports(desk, 0);
		const seen = { claim: '说法 i-1', harm: 2, spread: 3, state: 'unstarted' };
		await desk.as('lan')('/items/i-1', { version: 1, seen, claim: '封城两天', harm: 3 });
		const late = await desk.as('li')('/items/i-1', { version: 1, seen, claim: '封城三天' });
		expect(late.status).toBe(409);
		expect(late.body).toMatchObject({
			version: 2,
			by: 'lan',
			differences: [
				{ field: 'claim', was: '说法 i-1', theirs: '封城两天', yours: '封城三天' },
				{ field: 'harm', was: '2', theirs: '3' },
			],
			problems: [{ code: 'item-changed' }],
		});
		expect((await desk.as('li')('/items/i-1', { version: 2, claim: '封城三天' })).status).toBe(200);
	});

	test('stops the clock of the verdict while a source is waited for, and lets it go on', async () => {
		const desk = aDesk();
		await withReports(desk, 0);
		const li = desk.as('li');
		const due = async () =>
			(await li('/state')).body.items.find((each: { id: string }) => each.id === 'i-1').due;
		const before = (await due()).verdict;
		await li('/items/i-1', { version: 1, state: 'awaiting-source', waitsFor: '水务局' });
		expect(await due()).not.toHaveProperty('verdict');
		desk.clock.now = atHour(3);
		const next = { state: 'checking', nextUpdateAt: atHour(9).toISOString() };
		await li('/items/i-1', { version: 2, ...next });
		expect(Date.parse((await due()).verdict)).toBe(Date.parse(before) + 3 * 3_600_000);
	});

	test.each([
		[{ state: 'awaiting-source' }, 'needs-source'],
		[{ state: 'checking' }, 'needs-next-update'],
		[{ state: 'referred' }, 'required'],
		[{ state: 'answered' }, 'answer-is-published'],
	])('without what it needs is refused: %o', async (change, code) => {
		const desk = aDesk();
		await withReports(desk, 0);
		const { status, body } = await desk.as('li')('/items/i-1', { version: 1, ...change });
		expect([status, body.problems[0].code]).toEqual([422, code]);
	});
});

describe('an undo', () => {
	test('by key takes back what the same person did within half a minute', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		await desk.as('li')('/reports/r-1/group', { item: 'i-1' });
		expect((await desk.as('lan')('/undo', {})).status).toBe(404);
		desk.clock.now = new Date(noon.getTime() + 29_000);
		expect((await desk.as('li')('/undo', {})).body).toEqual({ act: 'group' });
		expect(await desk.areas.reports.waitingCount()).toBe(1);
		expect(desk.learned).toContain('-i-1 今晚封城 r-1');
	});

	test('after half a minute is refused by key, and possible from the log of the item', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const li = desk.as('li');
		await li('/reports/r-1/group', { item: 'i-1' });
		desk.clock.now = new Date(noon.getTime() + 31_000);
		const { status, body } = await li('/undo', {});
		expect([status, body.problems[0].code]).toEqual([404, 'undo-nothing']);
		const [entry] = (await li('/items/i-1')).body.log;
		expect(entry).toMatchObject({ act: 'group', undoable: true });
		expect((await desk.as('lan')(`/log/${entry.id}/undo`, {})).status).toBe(200);
		expect(await desk.areas.reports.waitingCount()).toBe(1);
	});
});

describe('a suggestion', () => {
	test('that was rejected is not made again for the same text', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		await desk.areas.reports.add(aReport('same', { contentHash: 'text r-1' }));
		const li = desk.as('li');
		await li('/reports/r-1/reject', { item: 'i-1' });
		for (const id of ['r-1', 'same'])
			expect((await li(`/reports/${id}/suggestions`)).body).toMatchObject([{ item: 'i-2' }]);
	});

	const shown = ['i-1', 'i-2'];
	const offered = async (desk: TestDesk, report = 'r-1') =>
		(await desk.as('li')(`/reports/${report}/suggestions`)).body.map(
			(each: { item: string }) => each.item,
		);

	test('that stood above the one that was chosen counts as rejected, until the choice is taken back', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const li = desk.as('li');
		await li('/reports/r-1/group', { item: 'i-2', shown });
		expect(await offered(desk)).toEqual(['i-2']);
		await li('/undo', {});
		expect(await offered(desk)).toEqual(['i-1', 'i-2']);
	});

	test('that the moderator was not shown is not rejected', async () => {
		const desk = aDesk();
		await withReports(desk, 2);
		const li = desk.as('li');
		const claim = { claim: '新说法', harm: 1, spread: 1 };
		await li('/reports/r-1/item', { ...claim, shown: ['i-2'] });
		expect(await offered(desk)).toEqual(['i-1']);
		await li('/reports/r-2/item', claim);
		expect(await offered(desk, 'r-2')).toEqual(['i-1', 'i-2']);
	});

	test('that was passed over by who looked for another item is not made again', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		await desk.areas.items.add(anItem('i-3'));
		await desk.as('li')('/reports/r-1/group', { item: 'i-3', shown });
		expect(await offered(desk)).toEqual([]);
	});

	test('that was rejected by mistake is made again after an undo', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const li = desk.as('li');
		await li('/reports/r-1/reject', { item: 'i-1' });
		expect((await li('/undo', {})).body).toEqual({ act: 'reject' });
		expect(await offered(desk)).toEqual(['i-1', 'i-2']);
	});

	test('that was rejected before an act is still rejected after the act is taken back', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const li = desk.as('li');
		await li('/reports/r-1/reject', { item: 'i-1' });
		desk.clock.now = new Date(noon.getTime() + 1000);
		await li('/reports/r-1/group', { item: 'i-1', shown });
		await li('/undo', {});
		expect(await offered(desk)).toEqual(['i-2']);
	});

	test('of a merged item is the one it was merged into', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const li = desk.as('li');
		await li('/items/i-1/merge', { version: 1, into: { id: 'i-2', version: 1 } });
		expect((await li('/reports/r-1/suggestions')).body).toMatchObject([
			{ item: 'i-2', claim: '说法 i-2' },
		]);
	});

	test('taken as a variant keeps the two apart, and each names the other', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const li = desk.as('li');
		const claim = { claim: '西安开学', harm: 1, spread: 1, variantOf: 'i-1' };
		const { body } = await li('/reports/r-1/item', claim);
		expect((await li(`/items/${body.item}`)).body.variants).toEqual([
			{ id: 'i-1', claim: '说法 i-1' },
		]);
		expect((await li('/items/i-1')).body.variants).toEqual([{ id: body.item, claim: '西安开学' }]);
	});
});

describe('a merge', () => {
	test.each([
		['i-1', 1, 'i-1', 1, 422, 'merge-same-item'],
		['i-1', 1, 'i-9', 1, 404, 'no-such-item'],
		['i-1', 9, 'i-2', 1, 409, 'merge-conflict'],
	])(
		'of %s (%i) into %s (%i) is refused in words',
		async (from, version, into, other, status, code) => {
			const desk = aDesk();
			await withReports(desk, 0);
			const body = { version, into: { id: into, version: other } };
			const refused = await desk.as('li')(`/items/${from}/merge`, body);
			expect([refused.status, refused.body.problems[0].code]).toEqual([status, code]);
		},
	);
});

describe('many at once', () => {
	test('are shown first, and what then happens is what was shown', async () => {
		const desk = aDesk({ responses: [answer] });
		await withReports(desk, 4);
		await desk.areas.reports.add(aReport('same', { contentHash: 'text r-1' }));
		await desk.areas.reports.add(aReport('help', { crisis: true }));
		await desk.as('lan')('/locks', { subject: 'report/r-3' });
		await desk.as('lan')('/reports/r-4/group', { item: 'i-2' });
		const li = desk.as('li');
		const act = { act: 'group', item: 'i-1', reports: ['r-1', 'r-2', 'r-3', 'r-4', 'help'] };
		const { body: shown } = await li('/bulk/preview', act);
		expect(shown).toEqual({
			reports: 3,
			items: 0,
			alongside: 1,
			taken: 1,
			gone: 1,
			crisis: 1,
			receipts: { answered: 3 },
		});
		expect((await li('/bulk', { ...act, shown })).status).toBe(200);
		const grouped = await desk.areas.reports.ofItem('i-1');
		expect(grouped.map(({ id }) => id).sort()).toEqual(['r-1', 'r-2', 'same']);
		expect((await li('/undo', {})).status).toBe(200);
		expect(await desk.areas.reports.ofItem('i-1')).toEqual([]);
	});

	test('are left alone when things have changed since they were shown', async () => {
		const desk = aDesk();
		await withReports(desk, 2);
		const li = desk.as('li');
		const act = { act: 'spam', reports: ['r-1', 'r-2'] };
		const { body: shown } = await li('/bulk/preview', act);
		await desk.as('lan')('/reports/r-2/group', { item: 'i-1' });
		const { status, body } = await li('/bulk', { ...act, shown });
		expect([status, body.preview.reports, body.preview.gone]).toEqual([409, 1, 1]);
		expect(await desk.areas.reports.waitingCount()).toBe(1);
	});
});

test('an item that was merged is answered as the one it was merged into, and gets no draft of its own', async () => {
	const desk = aDesk();
	await withReports(desk, 0);
	const li = desk.as('li');
	await li('/items/i-1/merge', { version: 1, into: { id: 'i-2', version: 1 } });
	const { status, body } = await li('/items/i-1/draft', {});
	expect([status, body.problems[0].code]).toEqual([409, 'item-merged']);
});

describe('a call for help', () => {
	const aCall = async () => {
		const desk = aDesk();
		await withReports(desk, 0);
		await desk.areas.reports.add(aReport('call', { content: '我不想活了', crisis: true }));
		return desk.as('li');
	};

	test.each(['spam', 'trashed'])('is not set aside as %s by a key alone', async (state) => {
		const li = await aCall();
		const { status, body } = await li('/reports/call/state', { state });
		expect([status, body.problems[0].code]).toEqual([409, 'call-not-looked-at']);
	});

	test('that turned out to be none is set aside like any other report', async () => {
		const li = await aCall();
		const looked = { state: 'spam', lookedAt: true };
		expect((await li('/reports/call/state', looked)).status).toBe(200);
	});
});

describe('a claim that leads to a person', () => {
	const claim = '王医生（13812345678）说没药了';

	test('begins no item', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const { status, body } = await desk.as('li')('/reports/r-1/item', {
			claim,
			harm: 2,
			spread: 2,
		});
		expect([status, body.problems[0]]).toMatchObject([
			422,
			{ code: 'personal-data', field: 'claim' },
		]);
		expect(body.error).toContain(claim);
	});

	test('is not put into an item, split off, or given to many', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const li = desk.as('li');
		const anew = { claim, harm: 2, spread: 2 };
		const statuses = [
			await li('/items/i-1', { version: 1, claim }),
			await li('/items/i-1/split', { reports: ['r-1'], ...anew }),
			await li('/bulk/preview', { act: 'open', reports: ['r-1'], claim: anew }),
		].map(({ body }) => body.problems[0].code);
		expect(statuses).toEqual(['personal-data', 'personal-data', 'personal-data']);
	});
});

describe('a lock', () => {
	test('keeps others from acting until they take over, and says whose it is', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		await desk.as('lan')('/locks', { subject: 'report/r-1' });
		const li = desk.as('li');
		const refused = await li('/reports/r-1/group', { item: 'i-1' });
		expect(refused.status).toBe(409);
		expect(refused.body.error).toContain('lan');
		await li('/locks', { subject: 'report/r-1', takeOver: true });
		expect((await li('/reports/r-1/group', { item: 'i-1' })).status).toBe(200);
	});

	test('keeps its item from having another merged into it, and from an undo by the log', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const li = desk.as('li');
		await li('/reports/r-1/group', { item: 'i-1' });
		const [entry] = (await li('/items/i-1')).body.log;
		await desk.as('lan')('/locks', { subject: 'item/i-1' });
		const into = { id: 'i-1', version: 1 };
		expect((await li('/items/i-2/merge', { version: 1, into })).body.error).toContain('lan');
		expect((await li(`/log/${entry.id}/undo`, {})).body.error).toContain('lan');
		await desk.as('lan')('/locks/release', { subject: 'item/i-1' });
		expect((await li(`/log/${entry.id}/undo`, {})).status).toBe(200);
	});

	test('ends by itself after five minutes without a sign of its holder', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		await desk.as('lan')('/locks', { subject: 'report/r-1' });
		desk.clock.now = new Date(noon.getTime() + 5 * 60_000);
		expect((await desk.as('li')('/locks', { subject: 'report/r-1' })).body.mine).toBe(true);
	});
});

describe('live updates', () => {
	test('say whether an exercise runs', async () => {
		const desk = aDesk();
		const runs = async () => (await desk.as('li')('/state')).body.exerciseRuns;
		expect(await runs()).toBe(false);
		const exercise = { id: 'e-1', scenario: 'flood', startedAt: noon, startedBy: 'li' };
		await desk.areas.exercises.start(exercise);
		expect(await runs()).toBe(true);
	});

	test('tell a desk that somebody else did something, and the mark leads to what it was', async () => {
		const desk = aDesk();
		await withReports(desk, 1);
		const { body: first } = await desk.as('li')('/state');
		const stream = (await desk.stream())?.getReader();
		const heard = async () => new TextDecoder().decode((await stream?.read())?.value);
		expect(await heard()).toContain(`data: ${first.mark}`);
		await desk.as('lan')('/reports/r-1/group', { item: 'i-1' });
		expect(await heard()).toContain('event: changed');
		const { body } = await desk.as('li')(`/state?since=${first.mark}`);
		expect(body.gone.reports).toEqual(['r-1']);
		expect(body.items).toMatchObject([{ id: 'i-1', reports: 1 }]);
		desk.stop();
		expect((await stream?.read())?.done).toBe(true);
	});

	test('everything is given in pages of a thousand', async () => {
		const desk = aDesk();
		await withReports(desk, 1001);
		const li = desk.as('li');
		const { body: first } = await li('/state');
		expect(first.reports).toHaveLength(1000);
		const next = new URLSearchParams(first.next);
		const { body: second } = await li(`/state?${next}`);
		expect(second.reports).toHaveLength(1);
		expect(second.items).toEqual([]);
		expect(second).not.toHaveProperty('next');
	});
});

describe('a published item', () => {
	const ask = async (desk: TestDesk, count: number, hours: number) => {
		for (let number = 0; number < count; number += 1)
			await desk.areas.reports.add(
				aReport(`again-${hours}-${number}`, { contentHash: 'text r-1', receivedAt: atHour(hours) }),
			);
	};
	const published = async (desk: TestDesk) => {
		await withReports(desk, 1);
		await desk.as('li')('/reports/r-1/group', { item: 'i-1' });
		await followResponses({ items: desk.areas.items, now: noon }, desk.responses);
	};
	const reopen = (desk: TestDesk, hours: number) =>
		reopenItems({
			...desk.areas,
			work: desk.areas.deskWork,
			responses: () => desk.responses,
			now: atHour(hours),
		});

	test('answers who asks later at once, and counts them', async () => {
		const desk = aDesk({ responses: [answer] });
		await published(desk);
		await ask(desk, 2, 1);
		expect(await desk.areas.reports.waitingCount()).toBe(0);
		const { body } = await desk.as('li')('/state');
		expect(body.items).toContainEqual(
			expect.objectContaining({ id: 'i-1', state: 'answered', reports: 3 }),
		);
	});

	test('about which many ask anew is opened again, on record, and its answer stays', async () => {
		const desk = aDesk({ responses: [answer] });
		await published(desk);
		await ask(desk, 9, 1);
		expect(await reopen(desk, 2)).toEqual([]);
		await ask(desk, 1, 2);
		expect(await reopen(desk, 3)).toEqual(['i-1']);
		const item = await desk.areas.items.get('i-1');
		expect(item).toMatchObject({ state: 'unstarted', reopenedAt: atHour(3) });
		const [entry] = (await desk.as('li')('/items/i-1')).body.log;
		expect(entry.act).toBe('reopen');
		await followResponses({ items: desk.areas.items, now: atHour(4) }, desk.responses);
		expect((await desk.areas.items.get('i-1'))?.state).toBe('unstarted');
	});

	test('is closed again by who says that the answer holds, or by a new answer, and not at once reopened', async () => {
		const desk = aDesk({ responses: [answer] });
		await published(desk);
		await ask(desk, 10, 1);
		await reopen(desk, 2);
		desk.clock.now = atHour(2);
		const { version = 0 } = (await desk.areas.items.get('i-1')) ?? {};
		const holds = await desk.as('li')('/items/i-1', { version, state: 'answered' });
		expect(holds.status).toBe(200);
		expect(await reopen(desk, 3)).toEqual([]);
		await ask(desk, 10, 3);
		expect(await reopen(desk, 4)).toEqual(['i-1']);
		const corrected = [{ ...answer, corrections: 1 }];
		await followResponses({ items: desk.areas.items, now: atHour(5) }, corrected);
		expect(await desk.areas.items.get('i-1')).toMatchObject({ state: 'answered' });
	});
});

describe('saved replies', () => {
	test('begin with a set in both languages', async () => {
		const { body } = await aDesk().as('li')('/replies');
		expect(body.length).toBeGreaterThanOrEqual(5);
		for (const { title, text } of body)
			expect([title['zh-CN'], title.en, text['zh-CN'], text.en]).not.toContain('');
	});

	test('that two change at once keep both texts', async () => {
		const desk = aDesk();
		const text = (said: string) => ({
			id: 'holding',
			version: 1,
			purpose: 'holding',
			title: { 'zh-CN': '核实', en: 'Checking' },
			text: { 'zh-CN': said, en: said },
		});
		await desk.as('lan')('/replies', text('甲'));
		const { status, body } = await desk.as('li')('/replies', text('乙'));
		expect([status, body.theirs.text['zh-CN'], body.theirs.version]).toEqual([409, '甲', 2]);
	});
});

describe('evidence', () => {
	test('is collected, taken off the list, and put back from the log', async () => {
		const desk = aDesk();
		await withReports(desk, 0);
		const li = desk.as('li');
		const found = {
			what: '没有停水安排',
			who: '水务局',
			date: '2026-03-14',
			url: 'https://x.example/',
		};
		const { body } = await li('/items/i-1/evidence', found);
		await li(`/items/i-1/evidence/${body.id}/remove`, {});
		expect((await li('/items/i-1')).body.evidence).toEqual([]);
		await li('/undo', {});
		expect((await li('/items/i-1')).body.evidence).toMatchObject([found]);
	});

	test('at an address that is none is refused', async () => {
		const desk = aDesk();
		await withReports(desk, 0);
		const found = { what: '某说', who: '某', date: '2026-03-14', url: 'javascript:alert(1)' };
		expect((await desk.as('li')('/items/i-1/evidence', found)).status).toBe(422);
	});
});

test('wordings of an item are offered with what may be wrong with them, most asked first', async () => {
	const desk = aDesk();
	await withReports(desk, 0);
	const said = (id: string, content: string) =>
		desk.areas.reports.add(aReport(id, { content, contentHash: content }));
	await said('a', '打〔电话〕就能领');
	await said('b', '今晚封城吗');
	await said('c', '今晚封城吗');
	const li = desk.as('li');
	for (const id of ['a', 'b']) await li(`/reports/${id}/group`, { item: 'i-1' });
	expect((await li('/items/i-1/wordings')).body).toEqual([
		{ text: '今晚封城吗', count: 2, warnings: [] },
		{ text: '打〔电话〕就能领', count: 1, warnings: ['taken-out'] },
	]);
});
