import { expect, test } from 'vitest';
import { noon, noticeText, sourceOf } from '../../tests/builders.ts';
import { readContent } from './read-content.ts';
import { Reading } from './reading.ts';
import { villageNotices } from './village-notices.ts';

async function toVillages(refs: readonly string[] = []) {
	const content = await readContent(
		sourceOf({
			'notices/real.zh-CN.md': noticeText(),
			'notices/drill.zh-CN.md': noticeText({ status: 'exercise' }),
			'notices/trial.zh-CN.md': noticeText({ status: 'test' }),
		}),
	);
	expect(content.setAside).toEqual([]);
	const reading = new Reading(content, {
		now: noon,
		release: { number: 1, at: noon },
		siteUrl: 'https://county.example',
		observations: {},
	});
	return villageNotices(reading, 'zh-CN', refs).map(({ ref, exercise }) => [ref, exercise]);
}

test('villages read out what is real, then exercises, and never a test', async () => {
	const handed = [
		['real', false],
		['drill', true],
	];
	expect(await toVillages()).toEqual(handed);
	expect(await toVillages(['trial'])).toEqual(handed);
});
