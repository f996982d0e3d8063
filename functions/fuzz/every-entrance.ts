import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { strangeObject, strangeText } from '../../tests/strange-values.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';
import { cases, expectSound, formBody, jsonBody } from './answers.ts';

/** Names that the forms of staff and residents have. */
const names = [
	'id',
	'ref',
	'key',
	'step',
	'verb',
	'name',
	'email',
	'roles',
	'version',
	'hash',
	'number',
	'text',
	'reason',
	'collection',
	'subject',
	'kind',
	'post',
	'state',
	'note',
	'incident',
	'hazard',
	'scenario',
	'until',
	'confirm',
	'password',
	'code',
	'token',
	'next',
	'action',
	'params',
	'branch',
	'endpoint',
	'keys',
	'language',
	'content',
	'file',
	'rows',
	'days',
	'query',
	'after',
];

/** Routes that end the session, or never end their answer. */
const left = /sign-out|\/events$|\/stream$/;

/** Routes that give all there is: what is on the desk, and the whole log as a file. */
const givesAll = /^\/api\/desk\/|\/export\.\w+$/;

/** Every route that there is, those that are added one day among them. */
export function everyEntranceProperty(whole: () => WholePortal): void {
	test('whatever is sent to any route by somebody signed in is answered, and the portal goes on', async () => {
		const { ask, clock, portal, signIn } = whole();
		clock.now = noon;
		const cookie = await signIn(['moderator', 'publisher', 'editor', 'admin']);
		const routes = portal.app.routes
			.filter(({ method, path }) => /^(?:GET|POST|PUT|DELETE)$/.test(method) && !left.test(path))
			.filter(({ path }) => path !== '/*' && path !== '*');
		expect(routes.length).toBeGreaterThan(100);
		const value = fc.oneof(strangeText, fc.constantFrom('i-1', 'r-1', 'local', 'outbreak', '1'));
		const query = fc.dictionary(fc.oneof(fc.constantFrom(...names, 'since'), strangeText), value, {
			maxKeys: 3,
		});
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...routes),
				fc.array(value, { minLength: 4, maxLength: 4 }),
				strangeObject(names),
				fc.record({ query, isForm: fc.boolean() }),
				async ({ method, path }, given, body, how) => {
					const parts = [...given];
					const filled = path.replace(/:\w+(?:\{[^}]*\})?\??/g, () =>
						encodeURIComponent((parts.pop() ?? '').toWellFormed()),
					);
					const asked = new URLSearchParams(how.query);
					const init = how.isForm ? formBody(body) : jsonBody(body);
					const answer = await ask(`${filled}?${asked}`, {
						...(method === 'GET' ? {} : init),
						method,
						headers: { ...init.headers, cookie },
					});
					await expectSound(
						whole(),
						answer,
						givesAll.test(path) ? Number.POSITIVE_INFINITY : undefined,
					);
				},
			),
			cases(350),
		);
		expect((await ask('/api/desk/state', { headers: { cookie } })).status).toBe(200);
		expect((await ask('/')).status).toBe(200);
	});
}
