import { describe, expect, test } from 'vitest';
import { desksForTests, withReports } from '../../tests/a-desk.ts';
import { atHour } from '../../tests/builders.ts';
import { aReport } from '../../tests/desk-builders.ts';

const aDesk = desksForTests();

/** Three reports of one line, with a call for help and one that a colleague works on. */
async function aLine() {
	const desk = aDesk();
	await withReports(desk, 3);
	await desk.areas.reports.add(aReport('call', { crisis: true }));
	await desk.areas.reports.add(aReport('taken'));
	await desk.as('lan')('/locks', { subject: 'report/taken' });
	return desk;
}
const along = ['r-2', 'r-3', 'call', 'taken', 'gone'];
const claim = { claim: '今晚封城', harm: 3, spread: 3 };

describe('what is done with a line is done with all of its reports', () => {
	test.each([
		['group', { item: 'i-1' }],
		['item', claim],
		['item', { ...claim, variantOf: 'i-1' }],
	])('by %s, and an undo takes it back as a whole', async (act, body) => {
		const desk = await aLine();
		const li = desk.as('li');
		const done = await li(`/reports/r-1/${act}`, { ...body, along });
		expect(done.body.count).toBe(3);
		const item = (await desk.areas.reports.get('r-1'))?.item;
		for (const id of ['r-2', 'r-3']) {
			expect((await desk.areas.reports.get(id))?.item).toBe(item);
			expect(desk.learned).toContain(`${item} 今晚封城 ${id}`);
		}
		await li('/undo', {});
		expect(await desk.areas.reports.waitingCount()).toBe(5);
	});

	test.each(['spam', 'trashed'])('by %s, and an undo takes it back as a whole', async (state) => {
		const desk = await aLine();
		const li = desk.as('li');
		expect((await li('/reports/r-1/state', { state, along })).body.count).toBe(3);
		expect(await desk.areas.reports.waitingCount()).toBe(2);
		await li('/undo', {});
		expect(await desk.areas.reports.waitingCount()).toBe(5);
	});

	test('but for a call for help and what a colleague works on', async () => {
		const desk = await aLine();
		await desk.as('li')('/reports/r-1/group', { item: 'i-1', along });
		for (const id of ['call', 'taken'])
			expect((await desk.areas.reports.get(id))?.item).toBeUndefined();
	});
});

describe('a report that waits', () => {
	const listed = async (desk: Awaited<ReturnType<typeof aLine>>) =>
		Object.fromEntries(
			(await desk.as('li')('/state')).body.reports.map((each: { id: string }) => [each.id, each]),
		);

	test('is due as if its risk were high', async () => {
		const desk = await aLine();
		const { 'r-1': report } = await listed(desk);
		expect(report.due).toBe(atHour(2).toISOString());
	});

	test('is one line with others that say the same, in traditional characters too', async () => {
		const desk = aDesk();
		for (const [id, content] of [
			['a', '听说云溪镇今晚封城'],
			['b', '雲溪鎮今晚要封城了，是真的嗎？'],
			['other', '石门乡今晚封城'],
		] as const)
			await desk.areas.reports.add(aReport(id, { content }));
		const { a, b, other } = await listed(desk);
		expect(b.fold).toBe(a.fold);
		expect(other.fold).not.toBe(a.fold);
	});

	test('tells its askers apart within its line, and nothing of what else they asked', async () => {
		const desk = aDesk();
		for (const [id, content] of [
			['a', '云溪镇今晚封城'],
			['again', '听说云溪镇今晚封城'],
			['else', '石门乡今晚封城'],
			['short', '真的吗'],
		] as const)
			await desk.areas.reports.add(aReport(id, { content, asker: 'one' }));
		const { a, again, else: elsewhere, short } = await listed(desk);
		expect(again.from).toBe(a.from);
		expect(elsewhere.from).not.toBe(a.from);
		expect(short.from).toBeUndefined();
		expect(JSON.stringify(Object.values(await listed(desk)))).not.toContain('"one"');
	});
});
