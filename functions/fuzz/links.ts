import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { isPointNote, isPointState } from '../../src/domain/help-point-report.ts';
import { mostDoors } from '../../src/domain/village-tick.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { newPushMailbox } from '../../tests/push-mailbox.ts';
import { changedText, nearly, strangeObject, strangeText } from '../../tests/strange-values.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';
import { cases, expectSound, formBody, jsonBody } from './answers.ts';

const tick = { id: 'tick-0001', ref: 'local', what: 'visited', count: 1, at: noon.getTime() };
const queue = { sentAt: noon.getTime(), ticks: [tick, { ...tick, id: 'tick-0002' }] };
const undo = { verb: 'undo', id: 'tick-undo', ref: 'local' };
const tap = { id: 'tap-0000001', state: 'low', note: 'queue', verb: '' };
const address = {
	endpoint: 'https://web.push.apple.com/link',
	keys: newPushMailbox().keys,
	language: 'zh-CN',
};
/** A link is heard so often in a minute; afterwards another one of the post is used. */
const heard = 90;

/** What posts outside the staff send by their links. */
export function linkProperties(whole: () => WholePortal): void {
	const made: string[] = [];
	let used = 0;
	let secret = '';

	async function aLink(kind: 'village' | 'help-point') {
		used += 1;
		if (used % heard !== 1 && secret) return secret;
		const subject = kind === 'village' ? '999900101' : 'shop';
		const about = {
			kind,
			subject,
			post: '联络员',
			madeBy: 'u1',
			madeAt: noon,
			expiresAt: atHour(480),
		};
		const issued = await whole().areas.signedLinks.issue(about);
		made.push(issued.id);
		secret = issued.secret;
		return secret;
	}

	const form = (sound: Readonly<Record<string, unknown>>) =>
		fc.oneof(nearly(sound), strangeObject(Object.keys(sound))).map(formBody);
	const json = (sound: Readonly<Record<string, unknown>>, method = 'POST') =>
		fc
			.oneof(nearly(sound), strangeObject(Object.keys(sound)))
			.map((value) => jsonBody(value, method));

	describe('a link of a post', () => {
		beforeAll(() => {
			whole().clock.now = noon;
		});

		test('takes ticks of notices that there are, with numbers that can be, whatever is sent', async () => {
			const { ask, areas } = whole();
			const tickFirst = fc.constant(formBody({ ...tick, id: undo.id }));
			const sent = fc.oneof(
				fc.tuple(fc.constant(''), form({ ...tick, verb: '' })),
				fc.tuple(fc.constant(''), fc.oneof(form(undo), tickFirst)),
				fc.tuple(fc.constant('queue/'), json(queue)),
				fc.tuple(fc.constant('exercises/'), json(address)),
				fc.tuple(fc.constant('exercises/'), json(address, 'DELETE')),
			);
			await fc.assert(
				fc.asyncProperty(
					fc.constantFrom('', '/en', '/it'),
					sent,
					async (language, [more, init]) => {
						const path = `${language}/link/${await aLink('village')}/${more}`;
						await expectSound(whole(), await ask(path, init));
					},
				),
				cases(500),
			);
			for (const kept of await areas.villageTicks.ofLinks(made)) {
				expect(kept.ref).toBe('local');
				expect(kept.count).toBeGreaterThanOrEqual(0);
				expect(kept.count).toBeLessThanOrEqual(mostDoors);
				expect(kept.at.getTime()).toBeLessThanOrEqual(kept.receivedAt.getTime());
			}
			secret = '';
			used = 0;
			const path = `/link/${await aLink('village')}/queue/`;
			const ticks = [{ ...tick, id: 'tick-sound' }];
			const answer = await ask(path, jsonBody({ ...queue, ticks }));
			expect(await answer.json()).toEqual({ kept: ['tick-sound'], refused: [] });
		});

		test('changes a help point to a state that there is, whatever is sent', async () => {
			const { ask, areas } = whole();
			secret = '';
			used = 0;
			await fc.assert(
				fc.asyncProperty(form(tap), async (init) => {
					await expectSound(whole(), await ask(`/link/${await aLink('help-point')}/`, init));
				}),
				cases(250),
			);
			for (const id of made) {
				const last = await areas.helpPointReports.newestOf(id);
				if (last?.state) expect(isPointState(last.state)).toBe(true);
				if (last?.note) expect(isPointNote(last.note)).toBe(true);
			}
		});

		test('opens under its own secret alone', async () => {
			const { ask } = whole();
			secret = '';
			used = 0;
			const own = await aLink('village');
			const guess = fc.oneof(changedText(own), strangeText);
			await fc.assert(
				fc.asyncProperty(guess, async (tried) => {
					fc.pre(tried !== own);
					const answer = await ask(`/link/${encodeURIComponent(tried.toWellFormed())}/`);
					expect(await expectSound(whole(), answer)).not.toContain('联络员');
					expect([200, 303, 308]).not.toContain(answer.status);
				}),
				cases(300),
			);
			expect(await (await ask(`/link/${own}/`)).text()).toContain('联络员');
		});
	});
}
