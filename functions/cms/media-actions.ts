import { problem } from '../../src/domain/problem.ts';
import { uploadMedia } from '../actions/upload-media.ts';
import { type CmsAnswer, ok, refused } from './answer.ts';
import type { CmsCaller, CmsParts } from './parts.ts';
import type { CmsRequest } from './protocol.schema.ts';

type MediaRequest = Extract<
	CmsRequest,
	{ action: 'getMedia' | 'getMediaFile' | 'persistMedia' | 'unpublishedEntryMediaFile' }
>;

/** Media in the protocol's own form, base64 in JSON; our backend in the browser uses addresses instead. */
export async function mediaAction(
	parts: CmsParts,
	{ staff, language }: CmsCaller,
	request: MediaRequest,
): Promise<CmsAnswer> {
	switch (request.action) {
		case 'getMedia':
			return ok([]);
		case 'getMediaFile':
		case 'unpublishedEntryMediaFile': {
			const name = request.params.path.split('/').at(-1) ?? '';
			const bytes = await parts.media.get(name);
			return bytes ? ok(encoded(name, bytes)) : refused(404, problem('no-such-file'), language);
		}
		case 'persistMedia': {
			const bytes = Buffer.from(request.params.asset.content, 'base64');
			const taken = await uploadMedia(parts, { bytes, by: staff, now: parts.now() });
			if ('problem' in taken) return refused(422, taken.problem, language);
			return ok(encoded(taken.name, taken.bytes));
		}
	}
}

function encoded(name: string, bytes: Uint8Array): object {
	const path = `uploads/${name}`;
	return {
		id: path,
		name,
		path,
		encoding: 'base64',
		content: Buffer.from(bytes).toString('base64'),
	};
}
