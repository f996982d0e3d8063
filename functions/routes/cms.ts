import { Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import { uploadMedia } from '../actions/upload-media.ts';
import { can } from '../auth/roles.ts';
import { refused } from '../cms/answer.ts';
import { handleCms } from '../cms/handle.ts';
import type { CmsParts } from '../cms/parts.ts';
import { cmsRequestSchema, longestText } from '../cms/protocol.schema.ts';
import type { StaffEnv } from './guards.ts';
import { readersLanguage } from './problem-answer.ts';

/** Decap's protocol and its media, for staff only. */
export function cmsRoutes(parts: CmsParts, basePath: string): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();

	routes.post('/', async (context) => {
		const language = readersLanguage(context);
		const body: unknown = await context.req.json().catch(() => undefined);
		const parsed = cmsRequestSchema.safeParse(body);
		if (!parsed.success) {
			const isLong = parsed.error.issues.some(
				({ code, path }) => code === 'too_big' && path.at(-1) === 'raw',
			);
			const answer = isLong
				? refused(413, problem('text-too-large', '', { most: longestText / 10_000 }), language)
				: refused(422, problem('bad-request'), language);
			return context.json(answer.body, answer.status);
		}
		const { status, body: answer } = await handleCms(
			parts,
			{ staff: context.get('staff'), language },
			parsed.data,
		);
		return context.json(answer, status);
	});

	routes.get('/media', async (context) => {
		const names = await parts.media.names();
		return context.json(names.map((name) => mediaFile(name, basePath)));
	});

	routes.post('/media', async (context) => {
		const language = readersLanguage(context);
		const staff = context.get('staff');
		if (!can(staff.roles, 'write-draft') && !can(staff.roles, 'triage')) {
			const answer = refused(403, problem('not-allowed'), language);
			return context.json(answer.body, answer.status);
		}
		const form = await context.req.parseBody();
		const file = form.file;
		const taken =
			file instanceof File
				? await uploadMedia(parts, {
						bytes: new Uint8Array(await file.arrayBuffer()),
						by: staff,
						now: parts.now(),
					})
				: { problem: problem('required', 'file') };
		if ('problem' in taken) {
			const answer = refused(422, taken.problem, language);
			return context.json(answer.body, answer.status);
		}
		return context.json(mediaFile(taken.name, basePath));
	});

	return routes;
}

function mediaFile(name: string, basePath: string): object {
	const path = `uploads/${name}`;
	return { id: path, name, path, url: `${basePath}/${path}`, displayURL: `${basePath}/${path}` };
}
