import { afterAll, beforeAll, expect, test } from 'vitest';
import { anItem } from '../../tests/desk-builders.ts';
import { openWholePortal, type WholePortal } from '../../tests/whole-portal.ts';

let whole: WholePortal;
let cookie: string;

beforeAll(async () => {
	whole = await openWholePortal();
	cookie = await whole.signIn(['moderator']);
	for (const id of ['i-1', 'i-2', 'i-3', 'i-4']) await whole.areas.items.add(anItem(id));
});

afterAll(() => whole?.close());

async function ask(path: string, body?: object): Promise<Response> {
	const json = { 'content-type': 'application/json', cookie };
	const init = body && { method: 'POST', headers: json, body: JSON.stringify(body) };
	return whole.ask(`/api/desk/items/${path}`, init ?? { headers: { cookie } });
}

test('what two moderators say in the same second, that it is being checked, is handed over twice', async () => {
	const publish = async (id: string) => {
		const line: object = await (await ask(`${id}/holding`)).json();
		const answer = await ask(`${id}/holding`, { version: 1, ...line });
		return (await answer.json()) as { done: string; ref: string };
	};
	const [one, other] = await Promise.all(['i-1', 'i-2'].map(publish));
	expect([one?.done, other?.done]).toEqual(['handed-over', 'handed-over']);
	expect(one?.ref).not.toBe(other?.ref);
});

test('responses that are begun in the same second have a draft each', async () => {
	const refs = [];
	for (const id of ['i-3', 'i-4']) {
		const { ref } = (await (await ask(`${id}/draft`, {})).json()) as { ref: string };
		refs.push(ref);
	}
	expect(refs).toEqual(['20260314-120000', '20260314-120001']);
});
