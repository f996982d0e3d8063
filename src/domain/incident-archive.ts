import { languagePrefix, languages } from './languages.ts';
import type { PublishedIncident } from './site.ts';
import { toOffsetString } from './time.ts';

/** A file of an archive, by its path in it. */
export interface ArchivedFile {
	readonly path: string;
	readonly bytes: number;
	/** SHA-256 of the file, hexadecimal. */
	readonly sha256: string;
}

/** The entries of an incident, by the collection they stand in. */
export function entriesOf(incident: PublishedIncident) {
	return {
		incidents: [incident.ref],
		notices: incident.notices,
		rumors: incident.rumors,
		faqs: incident.faqs,
		support: incident.support,
		'help-points': incident.points,
	} as const;
}

/** Which paths of the site say what was published for an incident: pages, their printed and passed-on forms, CAP, calendars. */
export function archivedPaths(incident: PublishedIncident, paths: Iterable<string>): string[] {
	const folders = Object.entries(entriesOf(incident)).flatMap(([collection, refs]) =>
		refs.map((ref) => `/${collection}/${ref}`),
	);
	const roots = new Set(folders);
	const cap = new Set(incident.notices.map((ref) => `/cap/${ref}.xml`));
	return [...paths].filter((path) => {
		if (cap.has(path) || path.startsWith('/_astro/')) return true;
		const own = withoutLanguage(path);
		if (own === '/help-points/') return incident.points.length > 0;
		const root = /^\/[a-z-]+\/[a-z0-9-]+(?=\/|\.ics$)/.exec(own)?.[0];
		return root !== undefined && roots.has(root);
	});
}

function withoutLanguage(path: string): string {
	const prefix = languages
		.map(({ tag }) => languagePrefix(tag))
		.find((each) => each !== '' && path.startsWith(`${each}/`));
	return path.slice(prefix?.length ?? 0);
}

/** Where a path of the site stands in the archive. */
export function archivedAs(path: string): string {
	return `site${path}${path.endsWith('/') ? 'index.html' : ''}`;
}

/** The list that is signed: everything in the archive, with its hash. */
export function archiveManifest(about: {
	readonly incident: PublishedIncident;
	readonly site: string;
	readonly madeAt: Date;
	readonly release: number;
	readonly commit: string;
	readonly key: string;
	readonly files: readonly ArchivedFile[];
}): string {
	const { incident, madeAt, ...rest } = about;
	const document = {
		format: 'mingbai-incident-archive-1',
		incident: incident.ref,
		title: incident.title,
		startedAt: toOffsetString(incident.startedAt),
		endedAt: incident.endedAt && incident.over ? toOffsetString(incident.endedAt) : null,
		madeAt: toOffsetString(madeAt),
		...rest,
	};
	return `${JSON.stringify(document, null, '\t')}\n`;
}

/** The hashes in the form that `sha256sum -c` reads. */
export function hashList(files: readonly ArchivedFile[]): string {
	return files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
}

/** A page that opens without a network and leads to every file. */
export function archiveIndex(
	incident: PublishedIncident,
	madeAt: Date,
	paths: readonly string[],
): string {
	const items = paths.map((path) => `<li><a href="${escaped(path)}">${escaped(path)}</a></li>`);
	return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(incident.title)}</title>
<h1>${escaped(incident.title)}</h1>
<p>${escaped(toOffsetString(madeAt))}</p>
<p>每个文件的 SHA-256 在 manifest.json 和 SHA256SUMS 里，这两个文件由县里的密钥签名。核对方法见 verify.txt。</p>
<p lang="en">The SHA-256 of each file is in manifest.json and SHA256SUMS; both are signed with the county’s key. How to check is in verify.txt.</p>
<ul>
${items.join('\n')}
</ul>
</html>
`;
}

function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** How whoever holds the archive checks it with tools that every Linux system has. */
export function archiveInstructions(key: string): string {
	return `核对办法 / How to check

1. 签名 / the signature
   openssl pkeyutl -verify -rawin -pubin -inkey public-key-${key}.pem -sigfile manifest.json.sig -in manifest.json
   openssl pkeyutl -verify -rawin -pubin -inkey public-key-${key}.pem -sigfile SHA256SUMS.sig -in SHA256SUMS
2. 每个文件 / every file
   sha256sum -c SHA256SUMS
3. 密钥编号 ${key} 应与县门户 /verify/ 页面上公布的相同。
   The key ${key} must be one that the county's page /verify/ names.
`;
}
