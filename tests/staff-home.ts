import { loadRenderer } from '../functions/release/renderer.ts';
import type { Answer } from '../src/domain/site.ts';
import type { StaffPageData } from '../src/domain/staff-answers.ts';
import { noon, sourceOf } from './builders.ts';
import { emptyOverview } from './staff-site.ts';

const { renderer } = await loadRenderer(process.cwd());
const content = await renderer.read(sourceOf({}));
const moment = {
	now: noon,
	release: { number: 1, at: noon },
	siteUrl: 'http://localhost:4321',
	observations: {},
};

/** The staff page with nothing on it but what is given, as its HTML. */
export async function staffHome(
	me: NonNullable<Answer['me']>,
	data: Partial<StaffPageData>,
): Promise<string> {
	const answer = { me, data: { accounts: [], ...emptyOverview, ...data } };
	const { body } = await renderer.render('/staff/', content, moment, answer);
	return new TextDecoder().decode(body);
}
