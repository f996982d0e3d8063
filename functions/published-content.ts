import type { Content, Moment, Renderer } from '../src/domain/site.ts';
import { codeFolder } from './code-folder.ts';
import type { Config } from './config.ts';
import { repositoryToRead } from './content/repository.ts';
import { buildRenderer, loadRenderer } from './release/renderer.ts';

/** What a county has published, for a command that asks the site's code about it. */
export interface PublishedContent {
	readonly renderer: Renderer;
	readonly content: Content;
	readonly moment: Moment;
}

/** Reads what is published, beside a running portal or without one; `undefined` before the portal's first start. */
export async function readPublishedContent(
	config: Pick<Config, 'contentRepo' | 'basePath' | 'cms' | 'siteUrl'>,
): Promise<PublishedContent | undefined> {
	const repository = repositoryToRead(config.contentRepo);
	const commit = await repository.head();
	if (!commit) return undefined;
	await buildRenderer(codeFolder, config.basePath, config.cms);
	const { renderer } = await loadRenderer(codeFolder);
	const content = await renderer.read(repository.source(commit));
	const now = new Date();
	const release = { number: 0, at: now };
	return {
		renderer,
		content,
		moment: { now, release, siteUrl: config.siteUrl, observations: {} },
	};
}
